import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { ShellWords } from './words.ts';

/** The application menu. macOS needs one for copy and paste to work; elsewhere it stays hidden until Alt. */
export function setMenu(platform: NodeJS.Platform, words: ShellWords, stop: () => void): void {
  const own: MenuItemConstructorOptions[] = platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  const end: MenuItemConstructorOptions[] =
    platform === 'darwin' ? [{ role: 'close' }] : [{ role: 'close' }, { role: 'quit', label: words.quit }];
  const file: MenuItemConstructorOptions = {
    label: words.file,
    submenu: [{ label: words.stop, click: stop }, { type: 'separator' }, ...end],
  };
  const view: MenuItemConstructorOptions = {
    label: words.view,
    submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }],
  };
  const rest: MenuItemConstructorOptions[] = [
    { role: 'editMenu', label: words.edit },
    view,
    { role: 'windowMenu', label: words.window },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate([...own, file, ...rest]));
}
