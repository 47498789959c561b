import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadFirmware } from '../../electron/engine/firmware-folder.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let root: string;
let folder: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rollcall-firmware-test-'));
  folder = join(root, 'files');
  mkdirSync(folder);
  const files = [
    { name: 'loader.efi', architecture: 'uefi-x64', version: '2', sha256: sha256('new') },
    { name: 'loader.efi', architecture: 'uefi-x64', version: '1', sha256: sha256('old') },
    { name: 'loader.kpxe', architecture: 'bios', version: '2', sha256: sha256('bios') },
  ];
  writeFileSync(join(root, 'manifest.json'), JSON.stringify({ files }));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the boot loaders of a folder', () => {
  test('are listed once a name, absent ones included', () => {
    expect(loadFirmware(folder).list()).toEqual([
      { name: 'loader.efi', architecture: 'uefi-x64', version: '2', present: false },
      { name: 'loader.kpxe', architecture: 'bios', version: '2', present: false },
    ]);
  });

  test('carry the version that their hash names', () => {
    writeFileSync(join(folder, 'loader.efi'), 'old');
    expect(loadFirmware(folder).list()[0]).toMatchObject({ version: '1', present: true });
  });

  test('are handed out with their bytes', () => {
    writeFileSync(join(folder, 'loader.kpxe'), 'bios');
    expect(Buffer.from(loadFirmware(folder).find('loader.kpxe')?.bytes ?? []).toString()).toBe('bios');
  });

  test('are not handed out when their hash is not known', () => {
    writeFileSync(join(folder, 'loader.efi'), 'something else');
    expect(loadFirmware(folder).find('loader.efi')).toBeNull();
    expect(loadFirmware(folder).list()[0]?.present).toBe(false);
  });

  test('are handed out with an unknown hash when the user accepted that hash', () => {
    writeFileSync(join(folder, 'loader.efi'), 'own build');
    writeFileSync(join(folder, 'accepted.json'), JSON.stringify({ 'loader.efi': sha256('own build') }));
    expect(loadFirmware(folder).list()[0]).toMatchObject({ version: 'accepted by hand', present: true });
  });

  test('never include another file of the folder', () => {
    writeFileSync(join(folder, 'notes.txt'), 'x');
    expect(loadFirmware(folder).find('notes.txt')).toBeNull();
    expect(loadFirmware(folder).find('../manifest.json')).toBeNull();
  });

  test('are all absent when there is no folder', () => {
    const nowhere = loadFirmware(join(root, 'nowhere'));
    expect(nowhere.list().every((entry) => !entry.present)).toBe(true);
  });
});

describe('the tools of a manifest', () => {
  const tool = { name: 'wimboot', architecture: 'bios and uefi-x64', version: '2.9.0', sha256: sha256('tool') };
  beforeEach(() => writeFileSync(join(root, 'manifest.json'), JSON.stringify({ files: [], tools: [tool] })));

  test('are handed out, and are not missed among the boot loaders when they are absent', () => {
    expect(loadFirmware(folder).find('wimboot')).toBeNull();
    writeFileSync(join(folder, 'wimboot'), 'tool');
    expect(loadFirmware(folder).find('wimboot')).toMatchObject({ sha256: tool.sha256 });
    expect(loadFirmware(folder).list()).toEqual([]);
  });

  test('are not handed out with another hash', () => {
    writeFileSync(join(folder, 'wimboot'), 'another');
    expect(loadFirmware(folder).find('wimboot')).toBeNull();
  });
});
