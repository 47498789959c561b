import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { actionKinds } from '../../electron/actions/kinds.ts';
import { faultText } from '../../electron/ipxe/fault.ts';
import { lintScript } from '../../electron/ipxe/lint.ts';
import { pc02, scriptOf } from './pc02.ts';

const image = '/srv/Medium of the lab (2026) & more.iso';
const kernel = '/srv/vmlinuz 6.1';

/** For each kind what it has to be told, in every form that makes other commands. */
const forms: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  'local-disk': [{}, { bios: 'exit', uefi: 'firmware menu' }, { bootFile: '\\EFI\\debian\\shimx64.efi' }],
  winpe: [{ wim: '/srv/boot.wim' }, { image, index: 2, options: 'gui pause', answerFile: '<unattend/>' }],
  'windows-setup': [{ image }, { image, answerFile: '<unattend/>' }],
  kiosk: [
    { image, homepage: 'https://exam.example/?a=1&b=${name}' },
    { image, handSettings: false },
  ],
  catalogue: [{ image, homepage: 'https://opac.example' }],
  signage: [{ image, pages: ['5 https://a.example', '9 https://b.example'] }],
  'debian-live': [
    { image, locale: 'de_DE.UTF-8', keyboard: 'de' },
    { image, report: false },
  ],
  'ubuntu-live': [{ image }, { image, report: false }],
  'debian-installer': [
    { image, preseed: 'd-i' },
    { kernel, initrd: '/srv/initrd.gz' },
  ],
  'ubuntu-server': [{ image }, { image, autoinstall: 'autoinstall: {}' }],
  systemrescue: [{ image, microcode: ['boot/intel_ucode.img'], check: true, rootPassword: 'x' }],
  clonezilla: [{ image }, { image, job: 'restore', imageName: 'win11', repository: 'smb://u:p@10.0.0.9/img' }],
  memtest: [{ bios: '/srv/m.bin' }, { uefi: '/srv/m.efi' }, { image, bios: 'boot/m.bin', uefi: 'EFI/m.efi' }],
  linux: [{ kernel, initrd: ['/srv/a b.img', '/srv/a b.img'], cmdline: 'ds=nocloud-net;s=${http}/x/?a=1&b=2' }],
  script: [{ text: '#!ipxe\necho ${name} in ${room}\nexit\n' }],
  'ipxe-shell': [{}],
  san: [{ image }, { uri: 'iscsi:10.0.0.9::::iqn.2026.school:${name:uristring}', keep: true }, { uri: 'aoe:e0.1' }],
  'client-menu': [{ items: ['Lab & Linux', 'Local #1 disk'], seconds: 20 }],
  hold: [{}, { message: 'Wait; it is || not # ready && done' }],
  power: [{}, { turn: 'power off' }, { turn: 'firmware setup' }],
  inventory: [{}],
  'netboot-xyz': [{}, { mirror: 'http://10.0.0.5/netboot.xyz/' }, { mirror: '/srv/netboot.xyz' }],
  fog: [{ server: '10.0.0.6' }, { server: 'fog', way: 'get' }, { server: 'fog', way: 'own loader' }],
  wds: [{ server: '10.0.0.7' }, { server: '10.0.0.7', way: 'wimboot', wim: '/srv/a.wim', wimboot: '/srv/wimboot' }],
  'hand-off': [{}],
};

const names = ['The action', 'Ètude #2 || reboot && ${net0/mac} ; "x" & -y\\', '# 试验'];

/** What would stop the script somewhere, and what a build lacks where no other way is taken. */
function stops(text: string): string[] {
  return lintScript(text)
    .filter(({ severity }) => severity !== 'hint')
    .map((fault) => `${fault.line}: ${faultText(fault)}: ${text.split('\n')[fault.line - 1] ?? ''}`);
}

it('every kind has forms here', () => {
  expect(Object.keys(forms).sort()).toEqual(actionKinds.map(({ kind }) => kind).sort());
});

describe('the check of scripts finds nothing in the script of', () => {
  const cases = Object.entries(forms).flatMap(([kind, list]) => list.map((form) => [kind, form] as const));
  it.each(cases)('%s with %o', (kind, form) => {
    for (const name of names) {
      const view = pc02(kind, name, form, { owner: 'R&D' });
      const text = scriptOf({ ...view, actionNamed: () => 3, roomName: name });
      expect(text).toMatch(/^#!ipxe\n/);
      expect(stops(text)).toEqual([]);
    }
  });
});

describe('the check of scripts finds nothing in the golden file', () => {
  const folder = new URL('../fixtures/scripts/', import.meta.url);
  it.each(readdirSync(folder).filter((name) => name.endsWith('.ipxe')))('%s', (name) => {
    expect(stops(readFileSync(new URL(name, folder), 'utf8'))).toEqual([]);
  });
});
