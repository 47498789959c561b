import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureFirmware } from '../../firmware/fetch.mjs';
import { build, buildIsOld } from './build.mjs';
import { findElectron } from './electron-binary.mjs';
import { runInPlace } from './foreground.mjs';
import { ensureModules, pinnedNode, projectEnvironment } from './modules.mjs';
import { hasDesktop, requireNode, root } from './place.mjs';

/** `npm start`: installs and builds what is missing, then opens the app, or its console in a browser. */

/** An Electron that ends with a fault within this time never showed its window; milliseconds. */
const earlyEnd = 5_000;

requireNode();
stopIf(await ensureModules(root));
const loaders = await ensureFirmware();
if (loaders !== null) console.warn(`No boot loaders: ${loaders}`);
if (buildIsOld(root)) {
  console.log('Building …');
  stopIf(await build(root));
}
process.exit(await open());

async function open() {
  const electron = await windowProgram();
  if ('program' in electron) {
    const startedAt = Date.now();
    const code = await runInPlace(electron.program, [root, ...process.argv.slice(2)], { cwd: root });
    if (code === 0 || Date.now() - startedAt > earlyEnd) return code;
    electron.why = `Electron ended at once with code ${code}`;
  }
  console.log(`The app's own window cannot open: ${electron.why}. The same console opens in a browser.`);
  const headless = join(root, 'out', 'main', 'headless.js');
  const how = { cwd: root, env: projectEnvironment(root), onLine: openBrowser() };
  return runInPlace(pinnedNode(root), [headless, ...process.argv.slice(2)], how);
}

/** Electron, or why it cannot be used here: its sandbox, which stays on, does not run as root. */
async function windowProgram() {
  if (!hasDesktop()) return { why: 'there is no desktop here' };
  if (process.platform === 'linux' && process.getuid?.() === 0)
    return { why: "Electron's sandbox does not run as root" };
  return findElectron(root);
}

/** Opens the first address that is printed, if there is a desktop. */
function openBrowser() {
  let opened = !hasDesktop();
  return (line) => {
    const url = /^Console (http:\/\/\S+)$/.exec(line.trim())?.[1];
    if (opened || !url) return;
    opened = true;
    const [file, ...args] = browserCommand(url);
    spawn(file, args, { stdio: 'ignore', detached: true })
      .on('error', () => {})
      .unref();
  };
}

function browserCommand(url) {
  if (process.platform === 'darwin') return ['open', url];
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return ['xdg-open', url];
}

function stopIf(why) {
  if (why === null) return;
  console.error(why);
  process.exit(1);
}
