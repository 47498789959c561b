import type { Hardware } from '../contract/model.ts';
import { printable } from './printable.ts';

/** As the contract bounds it. */
const longest = 64;

/** What board makers leave in the tables when they fill nothing in. */
const fillers =
  /^(to be filled by o\.?e\.?m\.?|system (manufacturer|product name|serial number|version)|default string|not (specified|applicable|available)|none|n\/?a|unknown|o\.?e\.?m\.?|x+|0+|\.+|-+|123456789\d*)$/i;

/**
 * What the machine's firmware calls it, from the values of a query (SMBIOS: iPXE's `manufacturer`, `product` and
 * `serial`). `value` gives the text of a name or null. Null when nothing of it says anything.
 */
export function readHardware(value: (name: string) => string | null): Hardware | null {
  const hardware = {
    manufacturer: said(value, 'manufacturer'),
    product: said(value, 'product'),
    serial: said(value, 'serial'),
  };
  return (hardware.manufacturer ?? hardware.product ?? hardware.serial) ? hardware : null;
}

/** The same with what an inventory asks for besides: asset tag, UUID, memory in MiB, processor, network chip. */
export function readInventory(value: (name: string) => string | null): Hardware {
  const known = { manufacturer: null, product: null, serial: null, ...readHardware(value) };
  return {
    ...known,
    asset: said(value, 'asset'),
    uuid: said(value, 'uuid'),
    memory: memoryOf(value),
    cpu: said(value, 'cpu'),
    nic: said(value, 'nic'),
  };
}

function said(value: (name: string) => string | null, name: string): string | null {
  const text = printable(value(name) ?? '', longest).trim();
  return text === '' || fillers.test(text) ? null : text;
}

/** What the loader counted, else the sum of the modules that the firmware lists. */
function memoryOf(value: (name: string) => string | null): string | null {
  const counted = /^[1-9]\d{0,9}$/.exec(value('memory') ?? '')?.[0];
  if (counted !== undefined) return counted;
  let sum = 0;
  for (let slot = 0; slot < 8; slot += 1) sum += moduleSize(value(`module${slot}`), value(`large${slot}`));
  return sum === 0 ? null : String(sum);
}

/**
 * Size of a memory module in MiB (SMBIOS 3, §7.18.1 and §7.18.5): 0 is an empty socket, ffff unknown, 7fff "see the larger
 * field"; with bit 15 it counts in KiB. The bytes come as hexadecimal digits, the low byte first.
 */
function moduleSize(word: string | null, large: string | null): number {
  const size = littleEndian(word, 2);
  if (size === null || size === 0xffff) return 0;
  if (size === 0x7fff) return (littleEndian(large, 4) ?? 0) & 0x7fff_ffff;
  return size & 0x8000 ? Math.floor((size & 0x7fff) / 1_024) : size;
}

function littleEndian(hex: string | null, bytes: number): number | null {
  if (hex === null || hex.length !== 2 * bytes || !/^[0-9a-f]+$/i.test(hex)) return null;
  return Number.parseInt(hex.match(/../g)?.toReversed().join('') ?? '', 16);
}
