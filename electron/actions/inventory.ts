import { z } from 'zod';
import { defineKind } from './kind.ts';
import { leaveToDisk, startedBeacon } from './phrases.ts';

const kind = 'inventory';

/** True for an action that only asks the machine what it is. */
export function isInventory(action: { readonly kind: string }): boolean {
  return action.kind === kind;
}

/**
 * What is asked, by the names of the query, and where iPXE has it: SMBIOS and its own settings. Texts are encoded for a
 * URL; a number or a UUID with that type would be its raw bytes.
 */
const questions = [
  ['manufacturer', 'manufacturer:uristring'],
  ['product', 'product:uristring'],
  ['serial', 'serial:uristring'],
  ['asset', 'asset:uristring'],
  ['uuid', 'uuid'],
  ['memory', 'memsize'],
  ['cpu', 'cpumodel:uristring'],
  ['nic', 'netX/chip:uristring'],
] as const;

/**
 * The size of a memory module, which UEFI builds have instead of `memsize`: two bytes at 12 of its table (SMBIOS type 17),
 * and four at 28 for a large one. `hexraw` gives them in their order, the low byte first.
 */
const modules = Array.from({ length: 8 }, (_, slot) => [
  [`module${slot}`, `smbios/${slot}.17.12.2:hexraw`] as const,
  [`large${slot}`, `smbios/${slot}.17.28.4:hexraw`] as const,
]).flat();

/** Boots nothing: asks the machine what it is, and goes on to what it would boot anyway. */
export const inventory = defineKind({
  kind,
  title: 'Inventory',
  description:
    'Asks the machine for maker, model, serial number, memory, processor and network chip, then boots its default.',
  parameters: z.strictObject({}),
  script: (_, context) => {
    const query = [...questions, ...modules].map(([name, setting]) => `${name}=\${${setting}}`).join('&');
    return {
      lines: [
        ...startedBeacon(context),
        `imgfetch --name i --timeout 5000 ${context.beacon('inventory')}?${query} ||`,
        'imgfree i ||',
        `chain --replace --autofree --timeout 10000 ${context.again.onward} ||`,
        ...leaveToDisk,
      ],
    };
  },
});
