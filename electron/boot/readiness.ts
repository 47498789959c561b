import type { SecureBoot } from '../actions/kind.ts';
import type { Computer, Readiness, Remedy } from '../contract/model.ts';
import { isSigned, isThere, loaderOf } from './remedy.ts';

export interface ReadinessView {
  readonly computer: Pick<Computer, 'firmware' | 'lastSeenAt'>;
  readonly remedy: Remedy;
  /** The usual, unsigned iPXE has run on it by UEFI. */
  readonly ranUnsigned: boolean;
  /** How what it is to boot can start under Secure Boot. */
  readonly secureBoot: SecureBoot;
  /** The loaders of the firmware folder. */
  readonly has: (file: string) => boolean;
}

/** Whether a machine can start what it is to boot, as far as Secure Boot goes and as far as it is known. */
export function readinessOf(view: ReadinessView): Readiness {
  const { computer, remedy, ranUnsigned } = view;
  if (computer.firmware === 'bios') return { state: 'no-secure-boot', loader: 'ipxe' };
  if (remedy.loaderBy !== 'usual' && remedy.loaderBy !== 'given up' && isSigned(remedy.loader)) return signed(view);
  if (ranUnsigned) return { state: 'starts-unsigned', loader: remedy.loader };
  if (computer.lastSeenAt === null || computer.firmware === 'unknown') return { state: 'unseen', loader: null };
  return { state: 'untried', loader: remedy.loader };
}

/** It was seen to need signed loaders, or somebody said so. */
function signed({ computer, remedy, secureBoot, has }: ReadinessView): Readiness {
  if (secureBoot === 'no') return { state: 'action-unsigned', loader: null };
  const { firmware } = computer;
  const loader = loaderOf(remedy, { secureBoot, firmware, has });
  if (loader === 'debian' && secureBoot !== 'debian') return { state: 'action-unsigned', loader: null };
  const there = isSigned(loader) && isThere(loader, firmware, has);
  return there ? { state: 'starts-signed', loader } : { state: 'loader-missing', loader: null };
}
