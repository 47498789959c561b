import { resolve } from 'node:path';
import { collect, isThere, keep, sha256 } from './files.mjs';

/**
 * A program of the manifest that some actions hand to machines, beside the boot loaders.
 *
 * @typedef {object} Tool
 * @property {string} name as machines ask for it
 * @property {string} version
 * @property {number} size in bytes
 * @property {string} sha256
 * @property {string[]} urls where its official release is; the hash decides which one has it
 */

/** The most that one address may take, in milliseconds. */
const patience = 30_000;

/**
 * Brings tools into a folder: from another folder, or from their official releases. Only what the manifest knows by its
 * hash is taken; an action can name a file of its own instead.
 *
 * @param {Tool[]} tools
 * @param {string} folder
 * @param {string | null} from
 * @returns {Promise<string[]>} what is still missing, each with the reason
 */
export async function fetchTools(tools, folder, from) {
  const missing = [];
  for (const tool of tools) {
    if (isThere(folder, tool)) continue;
    const offered = from === null ? await download(tool) : inFolder(tool, from);
    const good = offered.find((bytes) => sha256(bytes) === tool.sha256);
    if (good !== undefined) keep(folder, [{ name: tool.name, bytes: good, sha256: tool.sha256, known: true }]);
    else missing.push(`${tool.name} ${tool.version}: ${whyNot(offered, from)}`);
  }
  return missing;
}

function inFolder({ name }, from) {
  return collect(resolve(from), { [name]: name }).map(({ bytes }) => bytes);
}

function whyNot(offered, from) {
  if (offered.length > 0) return 'its hash is not that of firmware/manifest.json';
  return from === null ? 'its official release is out of reach' : `it is not in ${from}`;
}

/** What each address of the release gave, up to the first that has the right bytes. */
async function download({ urls, size, sha256: wanted }) {
  const offered = [];
  for (const url of urls) {
    const bytes = await bytesOf(url, size);
    if (bytes !== null) offered.push(bytes);
    if (bytes !== null && sha256(bytes) === wanted) break;
  }
  return offered;
}

/** Null for an address that is out of reach, has nothing, or sends more than the tool is long. */
async function bytesOf(url, size) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(patience) });
    if (!response.ok || response.body === null) return null;
    const parts = [];
    let length = 0;
    for await (const part of response.body) {
      length += part.length;
      if (length > size) return null;
      parts.push(part);
    }
    return Buffer.concat(parts);
  } catch {
    return null;
  }
}
