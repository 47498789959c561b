import { app, BrowserWindow } from 'electron';
import { callTyped } from '../transport/dispatcher.ts';
import type { EnginePort, FaultLog } from '../transport/engine-port.ts';
import { withFileWindow } from './choose-file.ts';
import { answerClose } from './closing.ts';
import type { Folders } from './folders.ts';
import { follow } from './follow.ts';
import { connectWindows } from './ipc.ts';
import { setMenu } from './menu.ts';
import { machinesLoading } from './picture.ts';
import { askForFile, endLoading, tellServing } from './questions.ts';
import { type Remembered, readRemembered, writeRemembered } from './remembered.ts';
import { openTray } from './tray.ts';
import { bringForward, openWindow } from './window.ts';
import type { ShellWords } from './words.ts';

export interface DesktopParts {
  readonly engine: EnginePort;
  readonly folders: Folders;
  readonly words: ShellWords;
  /** The file in which the shell remembers its window. */
  readonly rememberedFile: string;
  readonly log: FaultLog;
  /** Ends the engine: serving stops, and what waits is written. */
  readonly close: () => Promise<void>;
}

/** Opens the window, the menu and the tray, and sees to how they end. */
export async function openDesktop({ engine, folders, words, rememberedFile, log, close }: DesktopParts): Promise<void> {
  let remembered = readRemembered(rememberedFile);
  let ending: 'no' | 'asking' | 'yes' = 'no';
  const remember = (change: Partial<Remembered>) => {
    remembered = { ...remembered, ...change };
    writeRemembered(rememberedFile, remembered);
  };
  const rememberWindow = () => remember({ window: window.getNormalBounds(), maximised: window.isMaximized() });
  const ask = (title = words.chooseFile) => askForFile(BrowserWindow.getFocusedWindow(), title);
  const takeIn = connectWindows(withFileWindow(engine, ask), log);
  const window = openWindow(folders, remembered, takeIn);
  const open = () => {
    if (!window.isDestroyed()) bringForward(window);
  };
  const stop = () => void stopServing();
  const tray = openTray(folders.trayIcons, words, { open, stop, quit: () => app.quit() });
  const engineNow = await follow(engine, (picture) => tray.show(picture), log);
  setMenu(process.platform, words, stop);

  async function mayEnd(goOn: string): Promise<boolean> {
    const count = machinesLoading(engineNow.picture, Date.now());
    return count === 0 || endLoading(count, goOn, words);
  }
  async function stopServing(): Promise<void> {
    if (await mayEnd(words.stop)) await callTyped(engine, 'service.stop', {}, log);
  }
  async function quit(asked: boolean): Promise<void> {
    if (ending !== 'no') return;
    ending = 'asking';
    if (asked && !(await mayEnd(words.quitAnyway))) {
      ending = 'no';
      return;
    }
    ending = 'yes';
    if (!window.isDestroyed()) {
      rememberWindow();
      window.hide();
    }
    await close().finally(() => app.exit(0));
  }
  async function tellAndHide(): Promise<void> {
    if (!(await tellServing(window, words))) return app.quit();
    remember({ toldServing: true });
    window.hide();
  }

  window.on('close', (event) => {
    rememberWindow();
    const serving = engineNow.picture.service.state === 'serving';
    const answer = answerClose({ quitting: ending === 'yes', serving, told: remembered.toldServing });
    if (answer === 'close') return;
    event.preventDefault();
    if (answer === 'hide') window.hide();
    else void tellAndHide();
  });
  app.on('second-instance', open);
  app.on('activate', open);
  app.on('window-all-closed', () => void quit(false));
  app.on('before-quit', (event) => {
    event.preventDefault();
    void quit(true);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void quit(false));
}
