import type { Boot, FirmwareKind, LoaderFamily, Mode, ProxyStyle, Remedy } from '../contract/model.ts';

/**
 * What is tried on a machine after a failure that the journal has seen, one step at a time:
 *
 * - A loader that was fetched whole and went silent gives way to another one. A machine with Secure Boot does this with
 *   every loader that is not signed (measured with OVMF and Microsoft's keys), others with drivers that they do not get on
 *   with: so Debian's signed loaders come first where they can start what the machine is to boot, and iPXE with its own
 *   drivers else.
 * - Beside another DHCP server, a machine that asks again and again, or takes its address and never asks for our file, is
 *   offered it the other way.
 *
 * What helped stays. When no loader did, the usual one is back, and no other is tried until somebody says so.
 */
export const usual: Remedy = { loader: 'ipxe', loaderBy: 'usual', style: 'boot-file', styleBy: 'usual', tried: [] };

export interface RemedyView {
  readonly now: Remedy;
  /** The boot before the one that begins. */
  readonly before: Pick<Boot, 'stage' | 'script' | 'firmware'> | null;
  readonly mode: Mode;
  /** The usual iPXE has run on this machine before. */
  readonly ranBefore: boolean;
  readonly firmware: FirmwareKind;
  /** What it is to boot can start by Debian's signed loaders. */
  readonly signedWillDo: boolean;
  /** The loaders of the firmware folder. */
  readonly has: (file: string) => boolean;
}

/** The next step, or null: it goes on as it is. */
export function nextRemedy(view: RemedyView): Remedy | null {
  const { before, firmware } = view;
  if (!before || before.script !== null || before.firmware !== firmware) return null;
  if (before.stage === 'loader') return nextLoader(view);
  return before.stage === 'address' && view.mode === 'proxy' ? nextStyle(view.now) : null;
}

function nextLoader({ now, ranBefore, firmware, signedWillDo, has }: RemedyView): Remedy | null {
  if (now.loaderBy === 'hand' || loaderOf(now, signedWillDo) !== now.loader) return null;
  if (now.loader === 'ipxe' && ranBefore) return null;
  const tried = [...new Set([...now.tried, now.loader])];
  const order: readonly LoaderFamily[] = signedWillDo ? ['debian', 'native'] : ['native'];
  const next = order.find((family) => {
    const files = filesOf(family, firmware);
    return !tried.includes(family) && files !== null && files.every(has);
  });
  if (next) return { ...now, loader: next, loaderBy: 'learnt', tried };
  return now.loader === 'ipxe' ? null : { ...now, loader: 'ipxe', loaderBy: 'given up', tried };
}

/**
 * The loaders for this boot. Where the signed ones were only learnt and cannot start what is to be booted, the usual one
 * is worth a try: a machine may have gone silent because somebody switched it off.
 */
export function loaderOf({ loader, loaderBy }: Remedy, signedWillDo: boolean): LoaderFamily {
  return loader === 'debian' && loaderBy === 'learnt' && !signedWillDo ? 'ipxe' : loader;
}

/** The other way round; it costs a machine that fails for another reason nothing. */
export function nextStyle(now: Remedy): Remedy | null {
  if (now.styleBy === 'hand') return null;
  return { ...now, style: now.style === 'boot-file' ? 'boot-server' : 'boot-file', styleBy: 'learnt' };
}

/** So many questions of one boot without a step forward: its offers were not taken. EDK2 asks four times. */
export const enoughQuestions = 3;

/** The files that a family needs on this firmware, the first one first; null: it has none for it. */
export function filesOf(family: LoaderFamily, firmware: FirmwareKind): readonly [string, ...string[]] | null {
  switch (family) {
    case 'debian':
      return firmware === 'uefi-x64' ? ['shimx64.efi', 'grubx64.efi'] : null;
    case 'native':
      return firmware === 'uefi-x64' ? ['ipxe-amd64.efi'] : firmware === 'bios' ? ['ipxe.pxe'] : null;
    case 'ipxe':
      return usualLoader(firmware);
  }
}

/** iPXE that uses the network driver of the firmware; for ARM there is one with its own drivers alone. */
function usualLoader(firmware: FirmwareKind): readonly [string] | null {
  switch (firmware) {
    case 'bios':
      return ['undionly.kpxe'];
    case 'uefi-x64':
      return ['snponly.efi'];
    case 'uefi-arm64':
      return ['ipxe-arm64.efi'];
    case 'uefi-ia32':
    case 'uefi-arm32':
    case 'unknown':
      return null;
  }
}

/** What somebody decided; null leaves it to itself, and what was learnt is forgotten. */
export function byHand(
  now: Remedy,
  wanted: { readonly loader?: LoaderFamily | null | undefined; readonly style?: ProxyStyle | null | undefined },
): Remedy {
  const loader =
    wanted.loader === undefined
      ? {}
      : wanted.loader === null
        ? { loader: usual.loader, loaderBy: usual.loaderBy, tried: [] }
        : { loader: wanted.loader, loaderBy: 'hand' as const, tried: [] };
  const style =
    wanted.style === undefined
      ? {}
      : wanted.style === null
        ? { style: usual.style, styleBy: usual.styleBy }
        : { style: wanted.style, styleBy: 'hand' as const };
  return { ...now, ...loader, ...style };
}
