import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * One file of the manifest.
 *
 * @typedef {object} ManifestFile
 * @property {string} name as machines ask for it
 * @property {string} architecture
 * @property {string} version
 * @property {string} path inside the package
 * @property {string | null} sha256 null: nobody knows it, and the user has to vouch for the file
 */

/** The file of hashes that the user accepted though the manifest does not hold them: `{name: sha256}`. */
const acceptedName = 'accepted.json';

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

const readOrNull = (file) => {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'EISDIR') return null;
    throw error;
  }
};

/**
 * The newest version of the manifest of which a folder holds every file, unharmed; `accepted` when the user vouched
 * for what lies there; else null.
 *
 * @param {{ editions: { version: string }[], files: ManifestFile[] }} manifest newest edition first
 * @param {string} folder
 * @returns {string | null}
 */
export function completeVersion(manifest, folder) {
  const hashes = new Map(
    [...new Set(manifest.files.map(({ name }) => name))].map((name) => {
      const bytes = readOrNull(join(folder, name));
      return [name, bytes === null ? null : sha256(bytes)];
    }),
  );
  for (const { version } of manifest.editions) {
    const files = manifest.files.filter((file) => file.version === version);
    if (files.length > 0 && files.every(({ name, sha256: hash }) => hashes.get(name) === hash)) return version;
  }
  const accepted = acceptedIn(folder);
  const names = Object.keys(accepted).filter((name) => hashes.has(name));
  return names.length > 0 && names.every((name) => hashes.get(name) === accepted[name]) ? 'accepted' : null;
}

/**
 * Whether a folder holds this very file; one whose hash nobody knows (null) as far as the user vouched for it.
 *
 * @param {string} folder
 * @param {{ name: string, sha256: string | null }} file
 */
export function isThere(folder, file) {
  const bytes = readOrNull(join(folder, file.name));
  return bytes !== null && sha256(bytes) === (file.sha256 ?? acceptedIn(folder)[file.name]);
}

const acceptedIn = (folder) => JSON.parse(readOrNull(join(folder, acceptedName))?.toString('utf8') ?? '{}');

/**
 * Looks at files before they are taken.
 *
 * @param {ManifestFile[]} known the manifest's files
 * @param {{ name: string, bytes: Uint8Array }[]} offered
 * @returns {{ name: string, bytes: Uint8Array, sha256: string, known: boolean }[]}
 */
export function judge(known, offered) {
  return offered.map(({ name, bytes }) => {
    const hash = sha256(bytes);
    return { name, bytes, sha256: hash, known: known.some((file) => file.name === name && file.sha256 === hash) };
  });
}

/**
 * Puts files into the folder, each at once: a reader never sees half of one.
 *
 * @param {string} folder
 * @param {ReturnType<typeof judge>} files
 */
export function keep(folder, files) {
  mkdirSync(folder, { recursive: true });
  const accepted = files.filter((file) => !file.known).map((file) => [file.name, file.sha256]);
  const before = Object.entries(acceptedIn(folder)).filter(([name]) => !files.some((file) => file.name === name));
  const all = [...files, ...(accepted.length > 0 ? [acceptedFile([...before, ...accepted])] : [])];
  for (const { name, bytes } of all) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    const draft = join(folder, `${name}.${process.pid}.part`);
    writeFileSync(draft, bytes);
    renameSync(draft, join(folder, name));
  }
}

const acceptedFile = (entries) => ({
  name: acceptedName,
  bytes: Buffer.from(`${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`),
});

/** The files of a folder under the names of the manifest; what is not there is left out. */
export function collect(folder, paths) {
  return Object.entries(paths).flatMap(([name, path]) => {
    const bytes = readOrNull(join(folder, path));
    return bytes === null ? [] : [{ name, bytes }];
  });
}
