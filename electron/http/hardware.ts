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
    memory: /^[1-9]\d{0,9}$/.exec(value('memory') ?? '')?.[0] ?? null,
    cpu: said(value, 'cpu'),
    nic: said(value, 'nic'),
  };
}

function said(value: (name: string) => string | null, name: string): string | null {
  const text = printable(value(name) ?? '', longest).trim();
  return text === '' || fillers.test(text) ? null : text;
}
