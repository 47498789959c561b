import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { dataFolder } from './cli/paths.ts';
import { contentSecurityPolicy } from './contract/csp.ts';
import { createEngine } from './engine/engine.ts';
import { damageIn, recoverData } from './engine/recover.ts';
import { openDesktop } from './shell/desktop.ts';
import { type Folders, findFolders } from './shell/folders.ts';
import { harden } from './shell/harden.ts';
import { registerPageScheme, servePage } from './shell/protocol.ts';
import { askToRecover, tellRecovered } from './shell/questions.ts';
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

type EngineStart = InstanceStart<OwnedEngine> | { readonly kind: 'damaged'; readonly why: string };

async function open(): Promise<void> {
  harden();
  const words = shellWords(app.getLocale());
  const folders = findFolders({
    isPackaged: app.isPackaged,
    appPath: app.getAppPath(),
    resourcesPath: process.resourcesPath,
  });
  const start = await startWhole(folders, words);
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

/** A damaged data file gives way to its newest whole backup, when the person says so. */
async function startWhole(folders: Folders, words: ShellWords): Promise<EngineStart> {
  const start = await startEngine(folders);
  if (start.kind !== 'damaged' || !(await askToRecover(start.why, words))) return start;
  const done = recoverData(userDataFolder(), Date.now(), true);
  if (done) await tellRecovered(done.kept, done.from?.at ?? null, words);
  return startEngine(folders);
}

function userDataFolder(): string {
  const { platform, env } = process;
  return dataFolder(undefined, { platform, env, home: homedir(), workingFolder: process.cwd() });
}

async function startEngine(folders: Folders): Promise<EngineStart> {
  const folder = userDataFolder();
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
    if (damageIn(fault)) return { kind: 'damaged', why: fault instanceof Error ? fault.message : String(fault) };
    return { kind: 'failed', why: fault instanceof Error ? fault.message : String(fault) };
  }
}

function whyNot(start: Exclude<EngineStart, { kind: 'running' }>, words: ShellWords): string {
  if (start.kind !== 'taken') return start.why;
  return words.otherRuns(start.by.pid);
}

function logFault(where: string, fault: unknown): void {
  console.error(where, fault);
}
