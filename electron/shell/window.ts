import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { Folders } from './folders.ts';
import { placeWindow, type Remembered, smallest } from './remembered.ts';
import { pageUrl } from './sender.ts';

/** Opens the window on the page, where it was last. It is shown when there is something to see. */
export function openWindow(
  { preload, windowIcon }: Folders,
  last: Remembered,
  takeIn: (window: BrowserWindow) => void,
): BrowserWindow {
  const window = new BrowserWindow({
    ...placeWindow(
      last.window,
      screen.getAllDisplays().map((display) => display.workArea),
    ),
    minWidth: smallest.width,
    minHeight: smallest.height,
    icon: windowIcon,
    autoHideMenuBar: true,
    show: false,
    title: 'Rollcall',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1a1b1e' : '#ffffff',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      spellcheck: false,
    },
  });
  takeIn(window);
  if (last.maximised) window.maximize();
  window.once('ready-to-show', () => window.show());
  void window.loadURL(pageUrl);
  return window;
}

/** Brings a window to the front that may be minimised. */
export function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
