import { describe, expect, it } from 'vitest';
import { bootStep } from '../../electron/boot/decide.ts';
import { type FamilyView, learnFamily } from '../../electron/boot/secure-boot.ts';

const silent = { stage: 'loader', script: null, firmware: 'uefi-x64' } as const;
const view: FamilyView = { known: null, before: silent, ranBefore: false, firmware: 'uefi-x64', signedThere: true };

describe('what is learnt of the loaders of a machine', () => {
  it.each<readonly [string, Partial<FamilyView>, ReturnType<typeof learnFamily>]>([
    ['a loader that was fetched and went silent was refused', {}, { family: 'debian', by: 'learnt' }],
    ['nothing of its first boot', { before: null }, null],
    ['nothing of a machine on which iPXE has run', { ranBefore: true }, null],
    ['nothing of one that got its script', { before: { ...silent, stage: 'script', script: '#!ipxe' } }, null],
    ['nothing of one that got no loader', { before: { ...silent, stage: 'address' } }, null],
    ['nothing of a BIOS', { firmware: 'bios', before: { ...silent, firmware: 'bios' } }, null],
    ['nothing when there are no signed loaders', { signedThere: false }, null],
    [
      'signed ones that go silent too are given up',
      { known: { family: 'debian', by: 'learnt' } },
      { family: 'ipxe', by: 'given up' },
    ],
    ['nothing more after that', { known: { family: 'ipxe', by: 'given up' } }, null],
    ['nothing against what somebody decided', { known: { family: 'ipxe', by: 'hand' } }, null],
  ])('%s', (_, given, expected) => {
    expect(learnFamily({ ...view, ...given })).toEqual(expected);
  });
});

describe('a machine that gets signed loaders', () => {
  const server = { address: '10.77.0.1', httpUrl: 'http://10.77.0.1:8080' };
  const firmware = (transport: 'pxe' | 'http') =>
    ({ kind: 'firmware', firmware: 'uefi-x64', transport, architecture: 7 }) as const;
  const step = (transport: 'pxe' | 'http') =>
    bootStep({ client: firmware(transport), mac: '52:54:00:00:00:02', server, family: 'debian', loaderGiven: false });

  it('starts by shim over PXE', () => {
    expect(step('pxe')).toEqual({ kind: 'loader', file: 'shimx64.efi', url: null });
  });

  it('is told nothing over HTTP, where they do not start', () => {
    expect(step('http')).toMatchObject({ kind: 'nothing', why: { code: 'signed-by-http' } });
  });
});
