import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runStep } from '../electron/setup/step.mjs';
import { datedUris, readMirrors, sourcesText } from './mirror.mjs';

/** The most that one question to an archive may take, in seconds. */
const patience = 60;

/** apt's own list of archives. */
function aptMirrors() {
  const folder = '/etc/apt/sources.list.d';
  const names = ['/etc/apt/sources.list'];
  try {
    names.push(
      ...readdirSync(folder)
        .filter((name) => /\.(list|sources)$/.test(name))
        .map((name) => join(folder, name)),
    );
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  return readMirrors(
    names.flatMap((name) => {
      try {
        return [{ name, text: readFileSync(name, 'utf8') }];
      } catch {
        return [];
      }
    }),
  );
}

/**
 * Takes a package out of the archive that apt uses, from another suite when need be, without touching apt's own
 * state. Tries one archive, date and suite after the other until one has it.
 *
 * @param {{ version: string | null, debian: { package: string, architecture?: string, suites: string[], dates: string[] } }} edition
 *   `version` null takes the newest; the architecture is that of this system unless it is named
 * @param {string} work an empty folder to work in
 * @returns {Promise<string | null>} the folder that holds the package's files, or null
 */
export async function fetchDebianPackage({ version, debian }, work) {
  let turn = 0;
  for (const mirror of aptMirrors()) {
    for (const uri of datedUris(mirror.uri, debian.dates)) {
      for (const suite of debian.suites) {
        turn += 1;
        const found = await fetchFrom({ ...mirror, uri }, suite, version, debian, join(work, String(turn)));
        if (found !== null) return found;
      }
    }
  }
  return null;
}

async function fetchFrom(mirror, suite, version, { package: name, architecture }, work) {
  for (const folder of ['sources', 'lists/partial', 'cache/archives/partial', 'files'])
    mkdirSync(join(work, folder), { recursive: true });
  writeFileSync(join(work, 'sources', 'firmware.sources'), sourcesText(mirror, suite));
  const apt = (args) =>
    runStep('apt-get', [...ownState(work, architecture), ...args], { cwd: work, seconds: patience, capture: true });
  if ((await apt(['update'])).code !== 0) return null;
  if ((await apt(['download', version === null ? name : `${name}=${version}`])).code !== 0) return null;
  const file = readdirSync(work).find((entry) => entry.endsWith('.deb'));
  if (file === undefined) return null;
  const unpacked = await runStep('dpkg', ['-x', file, 'files'], { cwd: work, seconds: patience, capture: true });
  return unpacked.code === 0 ? join(work, 'files') : null;
}

function ownState(work, architecture) {
  const settings = {
    'Dir::Etc::sourcelist': '/dev/null',
    'Dir::Etc::sourceparts': join(work, 'sources'),
    'Dir::State::lists': join(work, 'lists'),
    'Dir::Cache': join(work, 'cache'),
    'APT::Sandbox::User': 'root',
    'Acquire::Retries': '1',
    ...(architecture ? { 'APT::Architecture': architecture, 'APT::Architectures': architecture } : {}),
  };
  return ['-q', ...Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])];
}
