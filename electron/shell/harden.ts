import { app, type Session, session, shell, type WebContents } from 'electron';
import { isGranted, isOwnExport, isPageItself } from './sender.ts';

/** The pages that the app may open in the system's browser. */
const externalPages: readonly string[] = ['https://ipxe.org/'];

/** Denies what the page never needs. Call once, before any window is made. */
export function harden(): void {
  app.on('web-contents-created', (_event, contents) => confine(contents));
  app.on('session-created', denyPermissions);
  denyPermissions(session.defaultSession);
}

/** The page stays the page, which may load itself anew: no other address, no second window, nothing embedded. */
function confine(contents: WebContents): void {
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isPageItself(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (externalPages.includes(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}

function denyPermissions(of: Session): void {
  of.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(isGranted(permission, requestingUrl)),
  );
  of.setPermissionCheckHandler((_contents, permission, origin) => isGranted(permission, origin));
  of.setDevicePermissionHandler(() => false);
  of.on('will-download', (event, item) => {
    if (!isOwnExport(item.getURL())) event.preventDefault();
  });
}
