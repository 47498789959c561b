import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.ts';

const cache = new URL('../../node_modules/.cache/rollcall-tests/', import.meta.url).pathname;

/** The folder with the files of a Debian package, from the system's own mirror; nothing is installed. Kept between runs. */
export function unpackedPackage(name: string): string {
  const target = join(cache, name);
  if (existsSync(target)) return target;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'fetch-'));
  run('sh', '-c', 'cd "$1" && apt-get -q download "$2" && dpkg -x ./*.deb root', 'fetch', work, name);
  renameSync(join(work, 'root'), target);
  rmSync(work, { recursive: true });
  return target;
}
