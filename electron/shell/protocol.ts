import { protocol } from 'electron';
import { contentSecurityPolicy } from '../contract/csp.ts';
import type { PageFile, PageFiles } from '../transport/page-files.ts';
import { isOwnPage, pageScheme } from './sender.ts';

/** Makes `app:` a scheme like https: with an origin, and secure. Must run before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the page at `app://rollcall/` out of the list of its files. */
export function servePage(files: PageFiles): void {
  protocol.handle(pageScheme, (request) => {
    const file = findFile(files, request.method, request.url);
    return file
      ? new Response(new Uint8Array(file.bytes), { headers: headersOf(file) })
      : new Response(null, { status: 404 });
  });
}

/** The file that a request names by its whole path: nothing is joined, so nothing outside the list can be named. */
function findFile(files: PageFiles, method: string, url: string): PageFile | null {
  if (method !== 'GET' || !isOwnPage(url)) return null;
  return files.get(new URL(url).pathname) ?? null;
}

function headersOf(file: PageFile): Record<string, string> {
  return {
    'Content-Type': file.type,
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}
