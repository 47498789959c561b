import { type DhcpOption, END, PAD, walkOptions } from './option-area.ts';

/**
 * The sub-options inside option 43 or 175: code, length, data in a row, with pads and an end as the options field has
 * them. Null when one runs past the data.
 */
export function readSubOptions(data: Uint8Array): readonly DhcpOption[] | null {
  const found: DhcpOption[] = [];
  return walkOptions(data, 0, data.length, found) === null ? found : null;
}

/** Sub-options as data. Throws RangeError for a code that is pad or end, and for data over 255 bytes. */
export function writeSubOptions(options: readonly DhcpOption[], ending: 'end' | 'bare'): Uint8Array {
  const bytes: number[] = [];
  for (const { code, data } of options) {
    if (code <= PAD || code >= END) throw new RangeError(`${code} is no sub-option code`);
    if (data.length > 255) throw new RangeError(`sub-option ${code} has ${data.length} bytes, more than 255`);
    bytes.push(code, data.length, ...data);
  }
  if (ending === 'end') bytes.push(END);
  return Uint8Array.from(bytes);
}

/** The data of the first sub-option with this code, or null. */
export function subOption(options: readonly DhcpOption[], code: number): Uint8Array | null {
  return options.find((option) => option.code === code)?.data ?? null;
}
