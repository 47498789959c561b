import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { dataFolder } from './cli/paths.ts';
import { contentSecurityPolicy } from './contract/csp.ts';
import { createEngine } from './engine/engine.ts';
import { openDesktop } from './shell/desktop.ts';
import { type Folders, findFolders } from './shell/folders.ts';
import { harden } from './shell/harden.ts';
import { registerPageScheme, servePage } from './shell/protocol.ts';
import { type ShellWords, shellWords } from './shell/words.ts';
import { type InstanceStart, type OwnedEngine, startInstance } from './transport/instance.ts';
import { readPageFiles } from './transport/page-files.ts';

/**
 * The Electron entry: one instance, hardened; the engine; the window and the tray. The command line finds it as it
 * finds `serve`.
 */

app.enableSandbox();
registerPageScheme();
if (app.requestSingleInstanceLock()) void app.whenReady().then(open);
else app.quit();

async function open(): Promise<void> {
  harden();
  const words = shellWords(app.getLocale());
  const folders = findFolders({
    isPackaged: app.isPackaged,
    appPath: app.getAppPath(),
    resourcesPath: process.resourcesPath,
  });
  const start = await startEngine(folders);
  if (start.kind !== 'running') {
    dialog.showErrorBox(words.cannotStart, whyNot(start, words));
    app.exit(1);
    return;
  }
  const { instance } = start;
  servePage(await readPageFiles(folders.page));
  await openDesktop({
    engine: instance.engine,
    folders,
    words,
    rememberedFile: join(app.getPath('userData'), 'window.json'),
    log: logFault,
    close: () => instance.close(),
  });
}

async function startEngine(folders: Folders): Promise<InstanceStart<OwnedEngine>> {
  const { platform, env } = process;
  const folder = dataFolder(undefined, { platform, env, home: homedir(), workingFolder: process.cwd() });
  const version = app.getVersion();
  try {
    return await startInstance<OwnedEngine>({
      dataFolder: folder,
      version,
      createEngine: (access) =>
        createEngine({
          dataFolder: folder,
          firmwareFolder: folders.firmware,
          version,
          console: access,
          log: console.log,
        }),
      console: { host: '127.0.0.1', port: 0, pageFolder: folders.page, policy: contentSecurityPolicy, log: logFault },
    });
  } catch (fault) {
    return { kind: 'failed', why: fault instanceof Error ? fault.message : String(fault) };
  }
}

function whyNot(start: Exclude<InstanceStart<OwnedEngine>, { kind: 'running' }>, words: ShellWords): string {
  if (start.kind === 'failed') return start.why;
  return words.otherRuns(start.by.pid);
}

function logFault(where: string, fault: unknown): void {
  console.error(where, fault);
}
