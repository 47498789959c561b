import { describe, expect, it } from 'vitest';
import { actionKind } from '../../electron/actions/kinds.ts';
import type { Seen } from '../../electron/engine/media-look.ts';
import { offerOf } from '../../electron/engine/media-offer.ts';

const image = '/srv/media/some-disc.iso';
const medium = { name: 'some-disc.iso', path: image };
const free = (): boolean => false;
const named = { label: 'LABEL', version: '12.5.0' };
const kernel = { kernel: 'boot/own-kernel', initrd: 'boot/own-initrd' };
const windows = { bootWim: 'Sources/boot.wim', images: [], bootIndex: 2 };

const media: readonly (readonly [string, Seen, Record<string, unknown>])[] = [
  [
    'Windows installation',
    { ...named, ...windows, system: 'windows-setup', installImage: 'sources/install.esd' },
    {
      name: 'Install Windows 12.5.0',
      kind: 'windows-setup',
      parameters: { image, wimInImage: 'Sources/boot.wim', installInImage: 'sources/install.esd' },
    },
  ],
  [
    'Windows PE',
    { ...named, ...windows, system: 'winpe' },
    { kind: 'winpe', parameters: { image, wimInImage: 'Sources/boot.wim' } },
  ],
  [
    'a WIM by itself',
    { ...named, system: 'wim', wim: { kind: 'wim', images: [], bootIndex: 1 } },
    { kind: 'winpe', parameters: { wim: image } },
  ],
  [
    'Debian live',
    { ...named, ...kernel, system: 'debian-live', squashfs: 'live/own.squashfs' },
    {
      name: 'Debian live 12.5.0',
      kind: 'debian-live',
      parameters: { image, ...kernel, squashfs: 'live/own.squashfs' },
    },
  ],
  [
    'Clonezilla',
    { ...named, ...kernel, system: 'clonezilla', squashfs: 'live/own.squashfs' },
    { kind: 'clonezilla', parameters: { image, ...kernel } },
  ],
  [
    'the Debian installer',
    { ...named, ...kernel, system: 'debian-installer', netboot: true },
    { kind: 'debian-installer', parameters: { image, ...kernel } },
  ],
  ['Ubuntu live', { ...named, ...kernel, system: 'ubuntu-live' }, { kind: 'ubuntu-live', parameters: { image } }],
  [
    'the Ubuntu Server installer',
    { ...named, ...kernel, system: 'ubuntu-server' },
    { kind: 'ubuntu-server', parameters: { image } },
  ],
  [
    'SystemRescue',
    { ...named, ...kernel, system: 'systemrescue', baseFolder: 'rescue', microcode: ['boot/intel.img'] },
    { kind: 'systemrescue', parameters: { image, baseFolder: 'rescue', microcode: ['boot/intel.img'] } },
  ],
  [
    'Memtest86+ for UEFI alone',
    { ...named, system: 'memtest', bios: null, uefi: 'EFI/BOOT/bootx64.efi' },
    { kind: 'memtest', parameters: { image, uefi: 'EFI/BOOT/bootx64.efi' } },
  ],
  [
    'Porteus Kiosk',
    { ...named, ...kernel, system: 'porteus-kiosk', pxeInitrd: 'boot/pxelinux.cfg/initrdpxe.xz' },
    { parameters: { image } },
  ],
  [
    'any other disc that starts',
    { ...named, system: 'el-torito', bios: true, uefi: false },
    { name: 'LABEL', kind: 'san', parameters: { image } },
  ],
  [
    'a disk image',
    { label: null, version: null, system: 'disk-image' },
    { name: 'some-disc', kind: 'san', parameters: { image } },
  ],
];

describe('the action that a medium is good for', () => {
  it.each(media)('%s', (_case, seen, expected) => {
    const { action, why } = offerOf(medium, seen, free);
    expect(why).toBeNull();
    expect(action).toMatchObject(expected);
    expect(actionKind(action?.kind ?? '')?.parameters.safeParse(action?.parameters).success).toBe(true);
  });

  it('is none for a Porteus Kiosk without the component for the network, and that is said', () => {
    const seen = { ...named, ...kernel, system: 'porteus-kiosk' as const, pxeInitrd: null };
    expect(offerOf(medium, seen, free)).toEqual({ action: null, why: { code: 'media-no-pxe' } });
  });

  it('is none for a Debian installer that looks for its own disc, and that is said', () => {
    const seen = { ...named, ...kernel, system: 'debian-installer' as const, netboot: false };
    expect(offerOf(medium, seen, free)).toEqual({ action: null, why: { code: 'media-no-netboot' } });
  });

  it('is none where nothing is known', () => {
    expect(offerOf(medium, { ...named, system: 'unknown' }, free)).toMatchObject({ why: { code: 'media-no-action' } });
  });

  it('is none while this version has no kind for it', () => {
    expect(offerOf(medium, { ...named, ...windows, system: 'winpe' }, free, { kinds: [] })).toMatchObject({
      why: { code: 'media-kind-missing', kind: 'winpe' },
    });
  });

  it('gets a name that no other action has', () => {
    const taken = new Set(['some-disc', 'some-disc (2)']);
    const seen = { label: null, version: null, system: 'disk-image' as const };
    expect(offerOf(medium, seen, (name) => taken.has(name)).action?.name).toBe('some-disc (3)');
  });

  it('gets a name that is one line without expansions, whatever the label holds', () => {
    const label = `A\n\${net0/mac}${'x'.repeat(80)}`;
    const { action } = offerOf(medium, { label, version: null, system: 'el-torito', bios: true, uefi: true }, free);
    expect(action?.name).toMatch(/^A net0\/mac\}x{1,50}$/);
  });
});
