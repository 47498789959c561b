import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

/** One file of the built page, held in memory. */
export interface PageFile {
  readonly bytes: Uint8Array;
  readonly type: string;
  /** With its quotes. */
  readonly etag: string;
}

/** The page's files by their path in the URL; `/` is the index. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

const notBuilt = `<!doctype html><meta charset="utf-8"><title>Rollcall</title>
<p>The page of Rollcall is not built. Run <code>npm run build</code> and start Rollcall again.</p>`;

/**
 * Reads every file of the built page once. Requests are then looked up in this list by their whole path, so that no
 * request can name another file. A folder that is not there gives a page that says how to build it.
 */
export async function readPageFiles(folder: string): Promise<PageFiles> {
  const files = new Map<string, PageFile>();
  for (const path of await listFiles(folder)) {
    const type = types[extname(path)];
    if (type) files.set(`/${relative(folder, path).split(sep).join('/')}`, pageFile(await readFile(path), type));
  }
  const index = files.get('/index.html') ?? pageFile(Buffer.from(notBuilt), types['.html'] ?? '');
  return files.set('/', index);
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return [];
    throw fault;
  }
}

function pageFile(bytes: Uint8Array, type: string): PageFile {
  return { bytes, type, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
}
