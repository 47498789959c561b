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

/** Asks before the newest backup takes the place of a damaged data file. False: leave everything as it is. */
export async function askToRecover(why: string, words: ShellWords): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: words.damaged,
    detail: `${words.damagedDetail}\n\n${why}`,
    buttons: [words.recover, words.leaveAsItIs],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}

/** Says which backup is used now (`from`, milliseconds since the epoch; null: none was whole) and where the damaged file is. */
export async function tellRecovered(kept: string, from: number | null, words: ShellWords): Promise<void> {
  await dialog.showMessageBox({
    type: 'info',
    message: from === null ? words.recoveredEmpty : words.recovered(new Date(from).toLocaleString(words.language)),
    detail: words.keptAs(kept),
    noLink: true,
  });
}
