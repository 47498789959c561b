import type { Mac } from './model.ts';

/**
 * True for an address that no maker gave: bit 1 of the first octet is set (IEEE 802c §8.2). Phones and tablets make
 * such addresses up at each network, virtual machines have them too, so it names nobody.
 */
export function isLocalMac(mac: Mac): boolean {
  return (Number.parseInt(mac.slice(0, 2), 16) & 0b10) !== 0;
}
