import { type Command, Option } from 'commander';
import type { CommandInput } from '../contract/api.ts';
import { LoaderFamily, ProxyStyle, type Remedy } from '../contract/model.ts';
import type { Cli } from './cli.ts';

interface RemedyOptions {
  readonly loader?: LoaderFamily | 'auto';
  readonly proxyStyle?: ProxyStyle | 'auto';
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
    .action((computer: string, { loader, proxyStyle }: RemedyOptions) =>
      cli.inSession(async (session) => {
        const input: CommandInput<'computer.remedy'> = { computer };
        if (loader !== undefined) input.loader = loader === 'auto' ? null : loader;
        if (proxyStyle !== undefined) input.style = proxyStyle === 'auto' ? null : proxyStyle;
        const remedy = await session.call('computer.remedy', input);
        cli.show(remedy, () => remedyLines(remedy));
      }),
    );
}

const because: Readonly<Record<Remedy['loaderBy'], string>> = {
  usual: 'as usual',
  learnt: 'because of how it failed before',
  hand: 'as you decided',
  'given up': 'since nothing else helped',
};

const loaders: Readonly<Record<LoaderFamily, string>> = {
  ipxe: 'iPXE with the driver of its firmware',
  native: 'iPXE with its own drivers',
  debian: 'the signed loaders of Debian, for Secure Boot',
};

const styles: Readonly<Record<ProxyStyle, string>> = {
  'boot-file': 'the boot file at once (option 43)',
  'boot-server': 'the boot file when it asks port 4011',
};

function remedyLines({ loader, loaderBy, style, styleBy }: Remedy): string[] {
  return [
    `Loader: ${loaders[loader]}, ${because[loaderBy]}.`,
    `Beside another DHCP server: ${styles[style]}, ${because[styleBy]}.`,
  ];
}
