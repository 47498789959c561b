import { type BrowserWindow, dialog } from 'electron';
import type { ShellWords } from './words.ts';

/** Says that serving goes on. True: keep serving; false: the person would rather stop and quit. */
export async function tellServing(window: BrowserWindow, words: ShellWords): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'info',
    message: words.goesOn,
    detail: words.goesOnDetail,
    buttons: [words.keepServing, words.stopAndQuit],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 0;
}

/** Asks before machines lose their boot. True: end it all the same. */
export async function endLoading(count: number, goOn: string, words: ShellWords): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    message: words.loading(count),
    detail: words.loadingDetail,
    buttons: [words.stay, goOn],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}

/** The file that a person chooses in the system's own window, or null. */
export async function askForFile(window: BrowserWindow | null, title: string): Promise<string | null> {
  const options = { title, properties: ['openFile' as const] };
  const { filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  return filePaths[0] ?? null;
}
