import type { Boot, FirmwareKind, LoaderFamily } from '../contract/model.ts';

/**
 * Which loaders a machine is given: iPXE, which starts everything and is not signed, or those that Debian signed (shim
 * and GRUB), which Secure Boot lets start and which start Linux alone.
 *
 * A machine with Secure Boot fetches an unsigned loader whole and then goes silent (measured with OVMF and Microsoft's
 * keys). So does one on which that loader hangs: if the signed ones go silent too, it was not Secure Boot.
 */

/** What is remembered of a machine. `given up`: both were tried in vain; `hand`: somebody decided. */
export interface KnownFamily {
  readonly family: LoaderFamily;
  readonly by: 'learnt' | 'hand' | 'given up';
}

export interface FamilyView {
  readonly known: KnownFamily | null;
  /** The boot before the one that begins now. */
  readonly before: Pick<Boot, 'stage' | 'script' | 'firmware'> | null;
  /** iPXE has run on this machine before: it does not refuse it. */
  readonly ranBefore: boolean;
  readonly firmware: FirmwareKind;
  /** The signed loaders are in the firmware folder. */
  readonly signedThere: boolean;
}

/** What is to be remembered from now on; null: as before. */
export function learnFamily({ known, before, ranBefore, firmware, signedThere }: FamilyView): KnownFamily | null {
  if (known && known.by !== 'learnt') return null;
  if (!signedThere || firmware !== 'uefi-x64' || !before || !wentSilent(before)) return null;
  if (known?.family === 'debian') return { family: 'ipxe', by: 'given up' };
  return ranBefore ? null : { family: 'debian', by: 'learnt' };
}

/** It had its loader whole, and nothing came after. */
function wentSilent({ stage, script, firmware }: Pick<Boot, 'stage' | 'script' | 'firmware'>): boolean {
  return stage === 'loader' && script === null && firmware === 'uefi-x64';
}

/** The first file of Debian's chain on this firmware; null: there is none. */
export function signedLoader(firmware: FirmwareKind): string | null {
  return firmware === 'uefi-x64' ? 'shimx64.efi' : null;
}
