import { textFile } from './files.ts';
import type { ActionFile, ScriptContext } from './kind.ts';
import { pageFor } from './kiosk-config.ts';

/**
 * The page at the root of the server that leads on to the first page of the machine that asks. An image that was made
 * with it as its homepage needs not be made anew when the first page changes.
 */
export const portalName = 'portal.html';

/** The text of that page. `first` is an address of the form or of an exam; empty: there is none. */
export function portalFile(first: (context: ScriptContext) => string): ActionFile {
  return textFile(portalName, portalName, (context) => portalPage(pageFor(first(context), context)));
}

/** A page and no redirection of HTTP, so that a kiosk which keeps addresses asks again each time. */
function portalPage(address: string): string {
  const shown = address.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const onward = address === '' ? '' : `<meta http-equiv="refresh" content="0; url=${shown}">\n`;
  return `<!doctype html>
<meta charset="utf-8">
${onward}<title>Rollcall</title>
<p>${address === '' ? 'No first page is set for this machine.' : `<a href="${shown}">${shown}</a>`}</p>
`;
}

/**
 * The first page of a kiosk and what may be opened besides: of the exam that holds the machine, where it names a portal,
 * else of the form. An exam without an allow-list allows its portal alone.
 */
export function pagesFor(
  { homepage, allowList }: { readonly homepage: string; readonly allowList: readonly string[] },
  { variables }: ScriptContext,
): { readonly homepage: string; readonly allowList: readonly string[] } {
  const portal = variables['exam-portal'] ?? '';
  if (!/^https?:\/\//i.test(portal) || !URL.canParse(portal)) return { homepage, allowList };
  const allowed = (variables['exam-allow'] ?? '').split(' ').filter((each) => each !== '');
  return {
    homepage: portal.replace(/[\s|"<>\\]/g, encodeURIComponent),
    allowList: [new URL(portal).hostname, ...allowed],
  };
}
