import { gzipSync } from 'node:zlib';
import { type CommandHandlers, Refusal } from '../../contract/api.ts';
import { stickImage } from '../../stick/image.ts';
import { stickScript } from '../../stick/script.ts';
import type { CommandContext } from './context.ts';

/** The boot stick, as the page saves it: 16 MiB that are almost all zeros, packed by gzip. */
export function stickCommands({ firmware, service }: CommandContext): Pick<CommandHandlers, 'stick.make'> {
  const loader = (name: string): Uint8Array => {
    const found = firmware.find(name);
    if (!found) throw new Refusal('refused', { code: 'tool-missing', name });
    return found.bytes;
  };
  return {
    'stick.make': () => {
      const image = stickImage({
        bios: loader('ipxe.pxe'),
        uefi: loader('ipxe-amd64.efi'),
        script: stickScript(service.serving()?.httpUrl ?? null),
      });
      return { name: 'rollcall-stick.img', bytes: image.length, gzip: gzipSync(image).toString('base64') };
    },
  };
}
