import type { Fault } from '../../../electron/ipxe/fault.ts';

/** The builds of the boot loader that a script may meet. */
const builds = ['uefi', 'bios'] as const;
export type Build = (typeof builds)[number];

/** The first line that would stop a machine with that build, or null. */
export interface Verdict {
  readonly build: Build;
  readonly line: number | null;
}

export function verdictsOf(faults: readonly Fault[]): readonly Verdict[] {
  return builds.map((build) => ({ build, line: faults.find((fault) => stops(fault, build))?.line ?? null }));
}

/** Rules that hold for a build; the others are about the text alone. */
function stops({ rule, severity }: Fault, build: Build): boolean {
  if (severity === 'refused') return true;
  switch (rule) {
    case 'not-in-builds':
    case 'only-newer':
    case 'unknown-command':
    case 'unknown-option':
      return true;
    case 'not-in-bios':
      return build === 'bios';
    default:
      return false;
  }
}
