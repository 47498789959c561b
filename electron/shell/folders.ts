import { join } from 'node:path';

/** Where the app's own parts lie. */
export interface Folders {
  readonly page: string;
  readonly firmware: string;
  readonly preload: string;
  /** The icons of the tray, one for each of its states. */
  readonly trayIcons: string;
  /** The picture of the window in the list of windows, where the program file has none. */
  readonly windowIcon: string;
}

/** What Electron says of how the app was started. */
export interface AppPlace {
  readonly isPackaged: boolean;
  /** The folder of package.json: a checkout, or inside `app.asar`. */
  readonly appPath: string;
  /** Beside `app.asar`: what must be plain files. */
  readonly resourcesPath: string;
}

export function findFolders({ isPackaged, appPath, resourcesPath }: AppPlace): Folders {
  return {
    page: join(appPath, 'out', 'renderer'),
    preload: join(appPath, 'out', 'preload', 'preload.cjs'),
    trayIcons: join(appPath, 'resources', 'tray'),
    windowIcon: join(appPath, 'resources', 'icons', '256x256.png'),
    firmware: join(isPackaged ? resourcesPath : appPath, 'firmware', 'files'),
  };
}
