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
  const said = (name: string): string | null => {
    const text = printable(value(name) ?? '', longest);
    return text === '' || fillers.test(text) ? null : text;
  };
  const hardware = { manufacturer: said('manufacturer'), product: said('product'), serial: said('serial') };
  return (hardware.manufacturer ?? hardware.product ?? hardware.serial) ? hardware : null;
}
