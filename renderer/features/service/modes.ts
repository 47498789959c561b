import type { Mode } from '../../../electron/contract/model.ts';

/** The modes in words. */
export const modeNames: Readonly<Record<Mode, string>> = {
  full: 'gives out addresses',
  proxy: 'beside another DHCP server',
  off: 'off',
};

/** What each mode is for, in one sentence. */
export const modeNotes: Readonly<Record<Mode, string>> = {
  full: 'For a network of its own: Rollcall gives every machine its address and its boot file.',
  proxy: 'A DHCP server is already there and stays in charge of addresses. Rollcall adds the boot file.',
  off: 'Only TFTP and HTTP. The other DHCP server must name Rollcall as the boot server.',
};
