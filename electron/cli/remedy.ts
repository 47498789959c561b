import { type Command, Option } from 'commander';
import type { CommandInput } from '../contract/api.ts';
import { LoaderFamily, Pace, ProxyStyle, type Remedy } from '../contract/model.ts';
import type { Cli } from './cli.ts';

interface RemedyOptions {
  readonly loader?: LoaderFamily | 'auto';
  readonly proxyStyle?: ProxyStyle | 'auto';
  readonly pace?: Pace | 'auto';
}

export function addRemedyCommand(program: Command, cli: Cli): void {
  program
    .command('remedy')
    .description('how a picky machine is started: what was learnt, or what you decide')
    .argument('<computer>', 'its name, MAC address or number')
    .addOption(new Option('--loader <family>', 'its boot loaders').choices(['auto', ...LoaderFamily.options]))
    .addOption(
      new Option('--proxy-style <style>', 'beside another DHCP server').choices(['auto', ...ProxyStyle.options]),
    )
    .addOption(new Option('--pace <pace>', 'how fast large files are sent').choices(['auto', ...Pace.options]))
    .action((computer: string, { loader, proxyStyle, pace }: RemedyOptions) =>
      cli.inSession(async (session) => {
        const input: CommandInput<'computer.remedy'> = { computer };
        if (loader !== undefined) input.loader = loader === 'auto' ? null : loader;
        if (proxyStyle !== undefined) input.style = proxyStyle === 'auto' ? null : proxyStyle;
        if (pace !== undefined) input.pace = pace === 'auto' ? null : pace;
        const remedy = await session.call('computer.remedy', input);
        cli.show(remedy, () => remedyLines(remedy));
      }),
    );
}

const because: Readonly<Record<Remedy['loaderBy'], string>> = {
  usual: 'as usual',
  learnt: 'because of how it failed before',
  model: 'because that helped a machine of its model',
  hand: 'as you decided',
  'given up': 'since nothing else helped',
};

const loaders: Readonly<Record<LoaderFamily, string>> = {
  ipxe: 'iPXE with the driver of its firmware',
  native: 'iPXE with its own drivers',
  legacy: 'an old iPXE',
  debian: 'the signed loaders of Debian, for Secure Boot',
  'ipxe-signed': 'iPXE’s own signed loader, for Secure Boot',
};

const styles: Readonly<Record<ProxyStyle, string>> = {
  'boot-file': 'the boot file at once (option 43)',
  'boot-server': 'the boot file when it asks port 4011',
  'full-offer': 'the boot file together with an address',
};

const paces: Readonly<Record<Pace, string>> = { full: 'as fast as they go', gentle: 'slowly' };

function remedyLines({ loader, loaderBy, style, styleBy, pace, paceBy }: Remedy): string[] {
  return [
    `Loader: ${loaders[loader]}, ${because[loaderBy]}.`,
    `Beside another DHCP server: ${styles[style]}, ${because[styleBy]}.`,
    `Large files: ${paces[pace]}, ${because[paceBy]}.`,
  ];
}
