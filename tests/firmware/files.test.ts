import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { manifest as own } from '../../firmware/fetch.mjs';
import { completeVersion, judge, keep, sha256 } from '../../firmware/files.mjs';

const entry = (name: string, version: string) => ({
  name,
  version,
  architecture: 'bios',
  path: name,
  sha256: sha256(`${name} ${version}`),
});
const manifest = {
  editions: [{ version: '2' }, { version: '1' }],
  files: [entry('a.efi', '2'), entry('b.efi', '2'), entry('a.efi', '1')],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, text: string) => writeFileSync(join(folder, name), text);

describe('which version lies in the folder', () => {
  test('none when it is empty', () => expect(completeVersion(manifest, folder)).toBeNull());

  test('none when a file is missing', () => {
    put('b.efi', 'b.efi 2');
    expect(completeVersion(manifest, folder)).toBeNull();
  });

  test('none when a file was changed', () => {
    put('a.efi', 'a.efi 2 ');
    put('b.efi', 'b.efi 2');
    expect(completeVersion(manifest, folder)).toBeNull();
  });

  test('the newest when all of it is there', () => {
    put('a.efi', 'a.efi 2');
    put('b.efi', 'b.efi 2');
    expect(completeVersion(manifest, folder)).toBe('2');
  });

  test('an older one when that is whole', () => {
    put('a.efi', 'a.efi 1');
    expect(completeVersion(manifest, folder)).toBe('1');
  });
});

describe('a file that is offered', () => {
  const offered = (text: string) => judge(manifest.files, [{ name: 'a.efi', bytes: Buffer.from(text) }]);

  test('is known by its hash, not by its name', () => {
    expect(offered('a.efi 2')[0]?.known).toBe(true);
    expect(offered('something else')[0]?.known).toBe(false);
  });

  test('is not known under another name', () => {
    expect(judge(manifest.files, [{ name: 'b.efi', bytes: Buffer.from('a.efi 2') }])[0]?.known).toBe(false);
  });

  test('counts as accepted once it is kept in spite of its hash', () => {
    keep(folder, offered('my own build'));
    expect(completeVersion(manifest, folder)).toBe('accepted');
  });

  test('counts no longer as accepted when it was changed afterwards', () => {
    keep(folder, offered('my own build'));
    put('a.efi', 'changed');
    expect(completeVersion(manifest, folder)).toBeNull();
  });

  test('leaves no draft behind', () => {
    keep(folder, offered('a.efi 2'));
    expect(readdirSync(folder)).toEqual(['a.efi']);
  });
});

describe('the manifest', () => {
  test('has a loader for BIOS, for UEFI and for ARM in its newest edition', () => {
    const newest = own.files.filter((file: { version: string }) => file.version === own.editions[0].version);
    expect(new Set(newest.map((file: { architecture: string }) => file.architecture))).toEqual(
      new Set(['bios', 'uefi-x64', 'uefi-arm64']),
    );
  });

  test('says of every file which edition it comes from', () => {
    const versions = own.editions.map(({ version }: { version: string }) => version);
    expect(own.files.filter((file: { version: string }) => !versions.includes(file.version))).toEqual([]);
  });
});
