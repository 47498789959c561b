import { type DhcpOption, OVERLOAD, walkOptions } from '../dhcp/option-area.ts';
import { optionTable } from '../dhcp/options.ts';
import type { DhcpPacket } from '../dhcp/packet.ts';
import { readSubOptions } from '../dhcp/sub-options.ts';

/** iPXE's user names and passwords, 175.190 to 193 (ipxe: src/include/ipxe/dhcp.h). */
export const logins: ReadonlySet<number> = new Set([190, 191, 192, 193]);

const star = 42;

/**
 * Overwrites every login in option 175 by stars, in place: nobody who looks at packets needs it, and all else stays
 * where it was. An option that is no row of sub-options, or that came in pieces, is overwritten whole. `packet` is what
 * the bytes were read as.
 */
export function hideLogins(bytes: Uint8Array, packet: DhcpPacket): void {
  if (!packet.options.some(({ code }) => code === optionTable.ipxe.code)) return;
  const found = piecesOf(bytes).filter(({ code }) => code === optionTable.ipxe.code);
  const [only] = found;
  const inner = only && found.length === 1 ? readSubOptions(only.data) : null;
  if (inner === null) for (const { data } of found) data.fill(star);
  else for (const { code, data } of inner) if (logins.has(code)) data.fill(star);
}

/** The pieces of all options as they lie in the datagram: options field, `file` and `sname` (RFC 2131 §2, §4.1). */
function piecesOf(bytes: Uint8Array): readonly DhcpOption[] {
  const pieces: DhcpOption[] = [];
  walkOptions(bytes, 240, bytes.length, pieces);
  const overload = pieces.find(({ code }) => code === OVERLOAD)?.data[0] ?? 0;
  if ((overload & 1) !== 0) walkOptions(bytes, 108, 236, pieces);
  if ((overload & 2) !== 0) walkOptions(bytes, 44, 108, pieces);
  return pieces;
}
