import { join } from 'node:path';
import { ensureFirmware } from '../../firmware/fetch.mjs';
import { build } from './build.mjs';
import { runInPlace } from './foreground.mjs';
import { ensureModules, pinnedNode, projectEnvironment } from './modules.mjs';
import { requireNode, root } from './place.mjs';

/**
 * `npm run package -- …`: builds, then hands what was asked to electron-builder. `-- --dir` makes the unpacked app
 * alone; `-- --dir -c.electronDist=<folder>` takes an unpacked Electron from that folder and downloads nothing.
 */

requireNode();
stopIf(await ensureModules(root));
stopIf(await ensureFirmware());
console.log('Building …');
stopIf(await build(root));
// A deb must name a home page, and Rollcall has none but the page that it brings along. Only here: Windows would show it
// in its list of programs.
const homePage =
  process.platform === 'linux' ? ['-c.extraMetadata.homepage=file:///opt/Rollcall/resources/README.md'] : [];
const tool = join(root, 'node_modules', 'electron-builder', 'cli.js');
const args = [tool, '--publish', 'never', ...homePage, ...process.argv.slice(2)];
process.exit(await runInPlace(pinnedNode(root), args, { cwd: root, env: projectEnvironment(root) }));

function stopIf(why) {
  if (why === null) return;
  console.error(why);
  process.exit(1);
}
