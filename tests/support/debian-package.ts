import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.ts';

const cache = new URL('../../node_modules/.cache/rollcall-tests/', import.meta.url).pathname;

/** The folder with the files of a Debian package, from the system's own mirror; nothing is installed. Kept between runs. */
export function unpackedPackage(name: string): string {
  return kept(name, (folder) => {
    run('sh', '-c', 'cd "$1" && apt-get -q download "$2" && dpkg -x ./*.deb .', 'fetch', folder, name);
    run('sh', '-c', 'rm "$1"/*.deb', 'tidy', folder);
  });
}

/** A folder that `fill` filled in this run or in an earlier one; half a filling is never kept. */
export function kept(name: string, fill: (folder: string) => void): string {
  const target = join(cache, name);
  if (existsSync(target)) return target;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'fetch-'));
  const root = join(work, 'root');
  mkdirSync(root);
  fill(root);
  try {
    renameSync(root, target);
  } catch (fault) {
    // Another test of the same run was quicker.
    if (!existsSync(target)) throw fault;
  }
  rmSync(work, { recursive: true });
  return target;
}
