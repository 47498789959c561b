import { join } from 'node:path';
import { Menu, nativeImage, Tray } from 'electron';
import { type Picture, type TrayState, traySentence, trayState } from './picture.ts';
import type { ShellWords } from './words.ts';

/** What the tray's menu does. */
export interface TrayActs {
  readonly open: () => void;
  readonly stop: () => void;
  readonly quit: () => void;
}

/** The icon beside the clock: it says whether serving is well, and is the way back to a closed window. */
export interface TrayIcon {
  show(picture: Picture): void;
}

/** `folder` holds `idle.png`, `serving.png` and `trouble.png`, each with its `@2x`. */
export function openTray(folder: string, words: ShellWords, acts: TrayActs): TrayIcon {
  const image = (state: TrayState) => nativeImage.createFromPath(join(folder, `${state}.png`));
  const tray = new Tray(image('idle'));
  tray.on('click', acts.open);
  let shown = '';
  return {
    show: (picture) => {
      const state = trayState(picture);
      const sentence = traySentence(picture, words);
      if (shown === `${state} ${sentence}`) return;
      shown = `${state} ${sentence}`;
      tray.setImage(image(state));
      tray.setToolTip(`Rollcall\n${sentence}`);
      tray.setContextMenu(trayMenu(sentence, picture.service.state === 'serving', words, acts));
    },
  };
}

function trayMenu(sentence: string, serving: boolean, words: ShellWords, acts: TrayActs): Menu {
  return Menu.buildFromTemplate([
    { label: sentence, enabled: false },
    { type: 'separator' },
    { label: words.open, click: acts.open },
    { label: words.stop, enabled: serving, click: acts.stop },
    { type: 'separator' },
    { label: words.quit, click: acts.quit },
  ]);
}
