import { z } from 'zod';
import type { ActionKind } from '../actions/kind.ts';
import { actionKinds } from '../actions/kinds.ts';
import type { LibraryMedium, MediaOffer } from '../contract/media.ts';
import type { Seen } from './media-look.ts';

/** A kind of action, and what it is to be told of the medium. */
interface Wish {
  readonly kind: string;
  readonly title: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** The action that a medium is good for, with a name that no other has. */
export function offerOf(
  medium: Pick<LibraryMedium, 'name' | 'path'>,
  seen: Seen,
  isTaken: (name: string) => boolean,
  { isFolder = false, kinds = actionKinds }: { isFolder?: boolean; kinds?: readonly ActionKind[] } = {},
): MediaOffer {
  if (seen.system === 'porteus-kiosk' && seen.pxeInitrd === null) return none({ code: 'media-no-pxe' });
  if (seen.system === 'debian-installer' && !seen.netboot) return none({ code: 'media-no-netboot' });
  const wish = wishOf(medium, seen);
  if (wish === null || (isFolder && wish.kind === 'san')) return none({ code: 'media-no-action' });
  const kind = kinds.find((each) => each.kind === wish.kind);
  const parameters = kind && knownTo(kind, wish.parameters);
  if (!kind?.parameters.safeParse(parameters).success) {
    return none({ code: 'media-kind-missing', kind: wish.kind });
  }
  return { action: { name: freeName(wish.title, isTaken), kind: kind.kind, parameters: parameters ?? {} }, why: null };
}

const none = (why: NonNullable<MediaOffer['why']>): MediaOffer => ({ action: null, why });

function wishOf({ name, path }: Pick<LibraryMedium, 'name' | 'path'>, seen: Seen): Wish | null {
  const titled = (title: string): string => [title, seen.version].filter(Boolean).join(' ');
  switch (seen.system) {
    case 'windows-setup':
      return {
        kind: 'windows-setup',
        title: titled('Install Windows'),
        parameters: { image: path, wimInImage: seen.bootWim, installInImage: seen.installImage },
      };
    case 'winpe':
      return { kind: 'winpe', title: titled('Windows PE'), parameters: { image: path, wimInImage: seen.bootWim } };
    case 'wim':
      return { kind: 'winpe', title: titled('Windows PE'), parameters: { wim: path } };
    case 'porteus-kiosk':
      return {
        kind: 'kiosk',
        title: titled('Porteus Kiosk'),
        parameters: { image: path, ...kernelOf(seen), pxeInitrd: seen.pxeInitrd },
      };
    case 'debian-live':
      return live('debian-live', titled('Debian live'), path, seen);
    case 'clonezilla':
      return live('clonezilla', titled('Clonezilla'), path, seen);
    case 'debian-installer':
      return plain('debian-installer', titled('Install Debian'), path, seen);
    case 'ubuntu-live':
      return plain('ubuntu-live', titled('Ubuntu live'), path, seen);
    case 'ubuntu-server':
      return plain('ubuntu-server', titled('Install Ubuntu Server'), path, seen);
    case 'systemrescue': {
      const own = { baseFolder: seen.baseFolder, microcode: seen.microcode };
      return {
        kind: 'systemrescue',
        title: titled('SystemRescue'),
        parameters: { image: path, ...kernelOf(seen), ...own },
      };
    }
    case 'memtest': {
      const parameters = { image: path, bios: seen.bios ?? undefined, uefi: seen.uefi ?? undefined };
      return { kind: 'memtest', title: titled('Memory test'), parameters };
    }
    case 'netboot.xyz':
    case 'el-torito':
      return { kind: 'san', title: seen.label ?? bareName(name), parameters: { image: path } };
    case 'disk-image':
      return { kind: 'san', title: bareName(name), parameters: { image: path } };
    case 'unknown':
      return null;
  }
}

interface Kernel {
  readonly kernel: string;
  readonly initrd: string;
}

const kernelOf = ({ kernel, initrd }: Kernel): Kernel => ({ kernel, initrd });

function live(kind: string, title: string, image: string, seen: Kernel & { readonly squashfs: string }): Wish {
  return { kind, title, parameters: { image, ...kernelOf(seen), squashfs: seen.squashfs } };
}

function plain(kind: string, title: string, image: string, seen: Kernel): Wish {
  return { kind, title, parameters: { image, ...kernelOf(seen) } };
}

/** A kind that finds a place by itself is not told of it. */
function knownTo(kind: ActionKind, wished: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { properties = {} } = z.toJSONSchema(kind.parameters, { io: 'input', unrepresentable: 'any' });
  return Object.fromEntries(
    Object.entries(wished).filter(([name, value]) => value !== undefined && Object.hasOwn(properties, name)),
  );
}

const bareName = (file: string): string => file.replace(/\.[^.]{1,5}$/, '');

/** `Debian live 12.5`, or `Debian live 12.5 (2)` where that is taken; at most 64 letters, as a label may have. */
function freeName(title: string, isTaken: (name: string) => boolean): string {
  const stem =
    title
      .replace(/[\p{C}]|\$\{/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 58) || 'Medium';
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? stem : `${stem} (${number})`;
    if (!isTaken(name)) return name;
  }
}
