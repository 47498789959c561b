import { COOKIE, FILE, OPTIONS, SNAME } from './layout.ts';
import {
  type DhcpOption,
  END,
  joinPieces,
  needsByteAfter,
  OVERLOAD,
  RELAY_AGENT_INFORMATION,
  wireSize,
  writeOption,
} from './option-area.ts';

/** The bit that option 52 sets for a field that carries options (RFC 2132 §9.3). */
const FILE_BIT = 1;
const SNAME_BIT = 2;
const OVERLOAD_SIZE = 3;

/** A field that takes options: where the next one goes, and the offset that it may not pass. */
interface Area {
  readonly bit: number;
  next: number;
  readonly end: number;
  used: boolean;
}

/**
 * Lays options over the options field and the `file` and `sname` fields that are free, into a packet whose buffer is
 * as long as it may become. An option goes whole into the first field that has room for it, in the order in which a
 * client reads them; only one that fits no field is split over several, because iPXE does not join pieces. Option 82
 * stays in the options field, last. Returns the length of the packet, or null when the options do not fit.
 */
export function layOverloaded(
  bytes: Uint8Array,
  options: readonly DhcpOption[],
  free: { readonly file: boolean; readonly sname: boolean },
): number | null {
  const joined = joinPieces(options);
  const relay = joined.filter(({ code }) => code === RELAY_AGENT_INFORMATION);
  const relaySize = relay.reduce((sum, option) => sum + wireSize(option), 0);
  const main: Area = { bit: 0, next: OPTIONS, end: bytes.length - 1 - OVERLOAD_SIZE - relaySize, used: true };
  const areas = [main];
  if (free.file) areas.push({ bit: FILE_BIT, next: FILE, end: COOKIE - 1, used: false });
  if (free.sname) areas.push({ bit: SNAME_BIT, next: SNAME, end: FILE - 1, used: false });
  if (main.end < main.next || areas.length === 1) return null;
  for (const option of joined) {
    if (
      option.code !== RELAY_AGENT_INFORMATION &&
      !placeWhole(bytes, areas, option) &&
      !placeSplit(bytes, areas, option)
    ) {
      return null;
    }
  }
  return close(bytes, areas, main, relay);
}

function placeWhole(bytes: Uint8Array, areas: readonly Area[], option: DhcpOption): boolean {
  const padding = needsByteAfter(option) ? 1 : 0;
  const size = wireSize(option) + padding;
  const area = areas.find(({ next, end }) => next + size <= end);
  if (area === undefined) return false;
  area.next = writeOption(bytes, area.next, option.code, option.data, 0, option.data.length) + padding;
  area.used = true;
  return true;
}

function placeSplit(bytes: Uint8Array, areas: readonly Area[], option: DhcpOption): boolean {
  const padding = needsByteAfter(option) ? 1 : 0;
  let from = 0;
  for (const area of areas) {
    while (from < option.data.length && area.end - area.next > 2 + padding) {
      const to = Math.min(option.data.length, from + 255, from + area.end - area.next - 2 - padding);
      area.next = writeOption(bytes, area.next, option.code, option.data, from, to) + padding;
      area.used = true;
      from = to;
    }
  }
  return from > 0 && from === option.data.length;
}

/** Writes options 52 and 82 behind the options field and an end into each field that is used. */
function close(bytes: Uint8Array, areas: readonly Area[], main: Area, relay: readonly DhcpOption[]): number {
  const bits = areas.reduce((sum, { bit, used }) => (used ? sum | bit : sum), 0);
  for (const area of areas) if (area !== main && area.used) bytes[area.next] = END;
  // Joining the pieces of one code can save enough for everything to fit: then nothing is overloaded.
  let next = bits === 0 ? main.next : writeOption(bytes, main.next, OVERLOAD, Uint8Array.of(bits), 0, 1);
  for (const { code, data } of relay) next = writeOption(bytes, next, code, data, 0, data.length);
  bytes[next] = END;
  return next + 1;
}
