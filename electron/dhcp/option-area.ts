/**
 * The options of a DHCP packet as they lie in its options field, or in `file` and `sname` (RFC 2131 §4.1, RFC 3396).
 *
 *     0        1        2
 *     +--------+--------+-----------------+
 *     |  code  |   n    |   n bytes …     |     and so on
 *     +--------+--------+-----------------+
 *     code 0: a single byte of padding        code 255: a single byte, the end
 */

/** One option. `data` may be longer than 255 bytes: the wire carries it in several pieces. */
export interface DhcpOption {
  readonly code: number;
  readonly data: Uint8Array;
}

export const PAD = 0;
export const OVERLOAD = 52;
const BOOT_FILE_NAME = 67;
export const RELAY_AGENT_INFORMATION = 82;
export const END = 255;
const LONGEST_PIECE = 255;

/**
 * Appends the options between two offsets to `found`, in their order and as pieces. A missing end is accepted: some
 * servers leave it out when the field is full. Returns null, or in one sentence why the bytes hold no options.
 */
export function walkOptions(bytes: Uint8Array, start: number, end: number, found: DhcpOption[]): string | null {
  let at = start;
  while (at < end) {
    const code = bytes[at] as number;
    at++;
    if (code === PAD) continue;
    if (code === END) return null;
    if (at >= end) return `option ${code} has no length`;
    const length = bytes[at] as number;
    at++;
    if (at + length > end) return `option ${code} runs past its field`;
    found.push({ code, data: bytes.subarray(at, at + length) });
    at += length;
  }
  return null;
}

/** Joins pieces of the same code at the place of the first (RFC 3396 §5). The list itself when nothing repeats. */
export function joinPieces(pieces: readonly DhcpOption[]): readonly DhcpOption[] {
  const seen = new Uint8Array(256);
  for (const { code } of pieces) {
    if (seen[code] === 1) return joinRepeated(pieces);
    seen[code] = 1;
  }
  return pieces;
}

function joinRepeated(pieces: readonly DhcpOption[]): readonly DhcpOption[] {
  const byCode = new Map<number, Uint8Array[]>();
  for (const { code, data } of pieces) {
    const parts = byCode.get(code);
    if (parts === undefined) byCode.set(code, [data]);
    else parts.push(data);
  }
  return Array.from(byCode, ([code, parts]) => ({ code, data: concatenate(parts) }));
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const only = parts[0];
  if (parts.length === 1 && only !== undefined) return only;
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * The options in the order of the wire: option 82 last (RFC 3046 §2.1: the relay looks for it there), option 52 left
 * out because the encoder writes its own.
 */
export function wireOrder(options: readonly DhcpOption[]): readonly DhcpOption[] {
  const last = options.length - 1;
  const moves = options.some(({ code }, i) => code === OVERLOAD || (code === RELAY_AGENT_INFORMATION && i !== last));
  if (!moves) return options;
  return [
    ...options.filter(({ code }) => code !== OVERLOAD && code !== RELAY_AGENT_INFORMATION),
    ...options.filter(({ code }) => code === RELAY_AGENT_INFORMATION),
  ];
}

/** Bytes that an option takes on the wire: its data and two bytes a piece of at most 255. */
export function wireSize(option: DhcpOption): number {
  const length = option.data.length;
  return length <= LONGEST_PIECE ? length + 2 : length + 2 * Math.ceil(length / LONGEST_PIECE);
}

/**
 * True when the byte after this option must not be the code of another one. EDK2 makes a C string of option 67 by
 * writing a NUL over the byte that follows its last (PxeBcDhcp4.c), which would turn that option into padding.
 */
export function needsByteAfter(option: DhcpOption): boolean {
  return option.code === BOOT_FILE_NAME && option.data.at(-1) !== 0;
}

/** Bytes of the whole list without the end, with the padding between option 67 and its follower. */
export function wireSizeOfAll(options: readonly DhcpOption[]): number {
  let size = 0;
  let paddingBefore = 0;
  for (const option of options) {
    size += paddingBefore + wireSize(option);
    paddingBefore = needsByteAfter(option) ? 1 : 0;
  }
  return size;
}

/** Writes the list at `at` into bytes that are zero, and the end; the room is as `wireSizeOfAll` says, plus one. */
export function writeOptions(target: Uint8Array, at: number, options: readonly DhcpOption[]): number {
  let next = at;
  let paddingBefore = 0;
  for (const option of options) {
    next = writeOption(target, next + paddingBefore, option.code, option.data, 0, option.data.length);
    paddingBefore = needsByteAfter(option) ? 1 : 0;
  }
  target[next] = END;
  return next + 1;
}

/** Writes the bytes `from` to `to` of an option's data in pieces of at most 255; returns the offset behind them. */
export function writeOption(
  target: Uint8Array,
  at: number,
  code: number,
  data: Uint8Array,
  from: number,
  to: number,
): number {
  let next = at;
  let start = from;
  do {
    const length = Math.min(LONGEST_PIECE, to - start);
    target[next] = code;
    target[next + 1] = length;
    next += 2;
    for (let i = 0; i < length; i++) target[next + i] = data[start + i] as number;
    next += length;
    start += length;
  } while (start < to);
  return next;
}
