import type { Boot } from '../contract/model.ts';

/** A boot as it is kept: with what only the engine may know. */
export type StoredBoot = Boot & {
  /** The word in the URLs of its script, by which the machine's own reports and files find this boot. */
  readonly token: string;
  /** The history row that this boot's task became. */
  readonly historyId: number | null;
  readonly began: BootBeginning;
};

/** What was first heard of a boot: a DHCP question, or (beside another DHCP server) a loader or script that was asked for. */
export type BootBeginning = 'firmware' | 'http-firmware' | 'ipxe' | 'request';
