import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { modulesMissing } from '../../electron/setup/modules.mjs';

const here = (version: string) => ({ version, integrity: `sha512-${version}` });

describe('the installed packages against the lockfile', () => {
  test.each([
    ['the same packages lack nothing', { 'node_modules/a': here('1') }, { 'node_modules/a': here('1') }, 0],
    ['a package that is not there is missing', { 'node_modules/a': here('1') }, {}, 1],
    ['another version is missing', { 'node_modules/a': here('2') }, { 'node_modules/a': here('1') }, 1],
    ['a package for another platform may be missing', { 'node_modules/a': { ...here('1'), optional: true } }, {}, 0],
    ['what is there beyond the lockfile does no harm', {}, { 'node_modules/a': here('1') }, 0],
    ['the project itself is no package', { '': { version: '0.1.0' } }, {}, 0],
  ])('%s', (_sentence, wanted, installed, missing) => {
    expect(modulesMissing(wanted, installed)).toHaveLength(missing);
  });

  test('the lockfile names no registry, so that any mirror serves', () => {
    expect(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')).not.toContain('"resolved"');
  });

  test('the lockfile gives every package a version and a hash', () => {
    const { packages } = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'));
    const bare = Object.entries<{ integrity?: string; inBundle?: boolean }>(packages).filter(
      ([path, entry]) => path !== '' && !entry.integrity && !entry.inBundle,
    );
    expect(bare.map(([path]) => path)).toEqual([]);
  });
});
