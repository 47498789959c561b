import type { BootFact, FirmwareKind, Reason } from './model.ts';

export type FactKind = BootFact['kind'];
export type FactOf<K extends FactKind> = Extract<BootFact, { kind: K }>;

/** The error numbers of the boot loader that are explained; the first byte is its POSIX error (ipxe: src/include/errno.h). */
export type LoaderError = 2 | 4 | 11 | 14 | 15 | 23 | 29 | 38 | 40 | 44 | 45 | 46 | 49 | 60 | 76;

/** All sentences of one language: one that is missing does not compile. */
export interface DescribeWords {
  /** Each follows the name of the computer: `PC-16` + `has the address 10.20.0.116.` */
  readonly facts: { readonly [K in FactKind]: (fact: FactOf<K>) => string };
  readonly reasons: Readonly<Record<Reason, string>>;
  readonly firmware: Readonly<Record<FirmwareKind, string>>;
  readonly loaderErrors: Readonly<Record<LoaderError, string>>;
  /** The same for a tile: at most 14 characters. */
  readonly shortErrors: Readonly<Record<LoaderError, string>>;
  readonly shortOther: string;
  readonly otherError: string;
  readonly noReason: string;
  readonly errorNumber: (number: string) => string;
}
