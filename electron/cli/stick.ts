import { readFileSync, writeFileSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { describeBytes } from '../contract/describe.ts';
import { stickImage } from '../stick/image.ts';
import { stickScript } from '../stick/script.ts';
import type { Cli } from './cli.ts';
import { refuse } from './failure.ts';

export function addStickCommand(program: Command, cli: Cli): void {
  program
    .command('stick')
    .description('make a boot stick for computers that cannot boot from the network: a disk image for BIOS and UEFI')
    .requiredOption('--out <file>', 'the image to write; a USB writer (or dd) puts it on a stick')
    .option('--server <address>', 'ADDRESS or ADDRESS:PORT to ask when DHCP names no boot server (UEFI only)')
    .action(({ out, server }: { out: string; server?: string }) => {
      const file = resolve(cli.terminal.workingFolder, out);
      const image = stickImage({
        bios: loader(cli, 'ipxe.pxe'),
        uefi: loader(cli, 'ipxe-amd64.efi'),
        script: stickScript(server === undefined ? null : serverUrl(server)),
      });
      try {
        writeFileSync(file, image, { flag: 'wx' });
      } catch (fault) {
        const exists = (fault as NodeJS.ErrnoException).code === 'EEXIST';
        return refuse(exists ? `${file} is there already.` : `${file} cannot be written: ${String(fault)}`);
      }
      cli.show({ file, bytes: image.length }, () => [`Wrote ${file} (${describeBytes(image.length)}).`]);
    });
}

function loader(cli: Cli, name: string): Uint8Array {
  try {
    return readFileSync(join(cli.paths.firmwareFolder, name));
  } catch {
    return refuse(`The firmware file ${name} is missing: npm run firmware fetches it.`);
  }
}

/** Only an address and a port: the text becomes part of a script. */
function serverUrl(text: string): string {
  const [address = '', port = '8080', ...rest] = text.split(':');
  const valid = isIPv4(address) && /^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65_536;
  return valid && rest.length === 0 ? `http://${address}:${port}` : refuse(`${text} is no ADDRESS or ADDRESS:PORT.`);
}
