/** Where the page of the window comes from. */
export const pageScheme = 'app';
const pageHost = 'rollcall';
export const pageUrl = `${pageScheme}://${pageHost}/`;

/** What a message says of the frame that sent it. */
export interface Sender {
  /** The frame's address; null when the frame is gone already. */
  readonly url: string | null;
  readonly mainFrame: boolean;
  readonly contentsId: number;
}

/** True for an address of our own page; an empty or broken one is none. */
export function isOwnPage(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return protocol === `${pageScheme}:` && host === pageHost;
}

/** True for the page itself, wherever in it: what a reload asks for. */
export function isPageItself(url: string): boolean {
  return isOwnPage(url) && new URL(url).pathname === new URL(pageUrl).pathname;
}

/** What a page may do beyond showing itself: ours may put text on the clipboard, for "Copy"; nobody may read it. */
export function isGranted(permission: string, url: string): boolean {
  return permission === 'clipboard-sanitized-write' && isOwnPage(url);
}

/** True for a file that our page made itself, as its exports do; where it goes the person is asked. */
export function isOwnExport(url: string): boolean {
  return url.startsWith(`blob:${pageUrl}`);
}

/** May this frame give commands? Only the main frame of a window that we opened, while it shows our page. */
export function isTrusted(sender: Sender, ownContents: ReadonlySet<number>): boolean {
  return sender.url !== null && sender.mainFrame && ownContents.has(sender.contentsId) && isOwnPage(sender.url);
}
