import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { hasApt } from '../electron/setup/packages.mjs';
import { runStep } from '../electron/setup/step.mjs';
import { fetchDebianPackage } from './debian.mjs';
import { collect, completeVersion, isThere, judge, keep } from './files.mjs';
import { fetchTools } from './tools.mjs';

/**
 * Brings the boot loaders of `manifest.json` into `files/`: from the system's Debian archive, from the official
 * release, or from a folder that the user names. What the manifest does not know by its hash is refused.
 */

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, 'files');
export const manifest = JSON.parse(readFileSync(join(here, 'manifest.json'), 'utf8'));

/**
 * Fetches what is missing.
 *
 * @param {{ better?: boolean }} how `better`: tries again when only an older version is there
 * @returns {Promise<string | null>} why there are none, or null
 */
export async function ensureFirmware({ better = false } = {}) {
  await fetchFromDebian(manifest.others.filter((file) => file.debian !== undefined && !isThere(folder, file)));
  const version = completeVersion(manifest, folder);
  if (version === manifest.editions[0].version || version === 'accepted') return null;
  if (version !== null && !better) return null;
  const why = await fetchFirmware({ from: null, acceptUnknown: false });
  return completeVersion(manifest, folder) === null ? why : null;
}

/**
 * Loaders for machines with Secure Boot, and an old one for picky network cards: what is missing, from the archive that apt
 * uses, or from its official release. Without them Rollcall starts all other machines.
 *
 * @returns {Promise<string[]>} what is still missing, each with the reason
 */
async function fetchOthers() {
  const missing = manifest.others.filter((file) => !isThere(folder, file));
  const debian = missing.filter((file) => file.debian !== undefined);
  const released = missing.filter((file) => file.urls !== undefined);
  const unknown = missing.filter((file) => file.debian === undefined && file.urls === undefined);
  const byHand = 'take the official release by --from FOLDER --accept-unknown';
  return [
    ...(await fetchFromDebian(debian)),
    ...(await fetchTools(released, folder, null)),
    ...unknown.map(({ name }) => `${name}: its hash is not known; ${byHand}`),
  ];
}

async function fetchFromDebian(files) {
  if (files.length === 0 || !hasApt()) return files.map(({ name }) => `${name}: it comes from Debian's archive`);
  const work = mkdtempSync(join(tmpdir(), 'rollcall-others-'));
  const still = [];
  const unpacked = new Map();
  try {
    for (const { name, path, debian, version } of files) {
      const edition = [debian.package, version, debian.architecture].filter(Boolean).join(' ');
      if (!unpacked.has(edition)) {
        console.log(`Fetching ${edition} from the archive that apt uses …`);
        unpacked.set(edition, await fetchDebianPackage({ debian, version }, join(work, String(unpacked.size))));
      }
      const from = unpacked.get(edition);
      const why = from === null ? 'no archive has it' : take(collect(from, { [name]: path }), false, name);
      if (why !== null) still.push(`${name}: ${why}`);
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return still;
}

/**
 * @param {{ from: string | null, acceptUnknown: boolean }} how
 * @returns {Promise<string | null>} why nothing was taken, or null
 */
async function fetchFirmware({ from, acceptUnknown }) {
  const work = mkdtempSync(join(tmpdir(), 'rollcall-firmware-'));
  try {
    if (from !== null) return fromFolder(from, acceptUnknown);
    return hasApt() ? await fromDebian(work, acceptUnknown) : await fromRelease(work, acceptUnknown);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function fromFolder(from, acceptUnknown) {
  const files = [...manifest.files, ...manifest.others];
  const offered = new Map();
  for (const { name, also = [] } of files)
    for (const path of [name, ...also].toReversed())
      for (const file of collect(resolve(from), { [name]: path })) offered.set(name, file);
  return take([...offered.values()], acceptUnknown, from);
}

async function fromDebian(work, acceptUnknown) {
  const [newest] = manifest.editions;
  const attempts = acceptUnknown ? [{ ...newest, version: null }, ...manifest.editions] : manifest.editions;
  for (const [turn, edition] of attempts.entries()) {
    console.log(`Fetching iPXE ${edition.version ?? '(the newest)'} from the archive that apt uses …`);
    const unpacked = await fetchDebianPackage(edition, join(work, String(turn)));
    if (unpacked === null) continue;
    const version = edition.version ?? newest.version;
    const files = manifest.files.filter((file) => file.version === version);
    const why = take(
      collect(unpacked, Object.fromEntries(files.map(({ name, path }) => [name, path]))),
      acceptUnknown,
      edition.source,
    );
    if (why === null && edition.note) console.warn(`Warning: ${edition.note}.`);
    if (why === null) return null;
    console.error(why);
  }
  return 'no archive that apt uses has the package ipxe in a version of firmware/manifest.json; name a folder: npm run firmware -- --from FOLDER';
}

async function fromRelease(work, acceptUnknown) {
  const { source, paths } = manifest.release;
  if (!acceptUnknown)
    return `there are no checked boot loaders for this system yet: npm run firmware -- --accept-unknown takes ${source}, or name a folder by --from FOLDER`;
  try {
    const response = await fetch(source, { signal: AbortSignal.timeout(120_000) });
    if (!response.ok) return `${source} answered ${response.status}`;
    writeFileSync(join(work, 'release.tar.gz'), Buffer.from(await response.arrayBuffer()));
  } catch (error) {
    return `${source} is out of reach (${error.cause?.code ?? error.name})`;
  }
  const { code } = await runStep('tar', ['-xzf', 'release.tar.gz'], { cwd: work, seconds: 60, capture: true });
  return code === 0 ? take(collect(work, paths), acceptUnknown, source) : `${source} could not be unpacked`;
}

function take(offered, acceptUnknown, source) {
  if (offered.length === 0) return `no boot loader was found in ${source}`;
  const unheard = new Set(manifest.others.filter(({ sha256 }) => sha256 === null).map(({ name }) => name));
  const files = judge([...manifest.files, ...manifest.others], offered).filter((file) => {
    const left = !file.known && !acceptUnknown && unheard.has(file.name);
    if (left)
      console.warn(`${file.name} from ${source} is left out: nobody knows its hash (--accept-unknown takes it)`);
    return !left;
  });
  const unknown = files.filter((file) => !file.known);
  for (const { name, sha256 } of unknown) console.error(`${name} from ${source} has the unknown hash ${sha256}`);
  if (unknown.length > 0 && !acceptUnknown)
    return 'refused: a hash that firmware/manifest.json does not hold (--accept-unknown takes it all the same)';
  keep(folder, files);
  return null;
}

async function main() {
  const { values } = parseArgs({
    options: { from: { type: 'string' }, 'accept-unknown': { type: 'boolean', default: false } },
  });
  const best = completeVersion(manifest, folder) === manifest.editions[0].version;
  const why =
    best && values.from === undefined
      ? null
      : await fetchFirmware({ from: values.from ?? null, acceptUnknown: values['accept-unknown'] });
  if (why !== null) {
    console.error(why);
    process.exitCode = 1;
  } else console.log(`Boot loaders: ${completeVersion(manifest, folder) ?? 'a part of them'} in ${folder}`);
  for (const missing of await fetchOthers()) console.warn(`For Secure Boot or picky machines there is no ${missing}`);
  for (const missing of await fetchTools(manifest.tools, folder, values.from ?? null))
    console.warn(`For Windows there is no ${missing}`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
