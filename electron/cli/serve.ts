import { type Command, Option } from 'commander';
import type { CommandInput, EngineEvent, EventBatch } from '../contract/api.ts';
import { contentSecurityPolicy } from '../contract/csp.ts';
import {
  type Ipv4,
  type Mode,
  ProxyStyle,
  type RelayedNetwork,
  type ServiceState,
  UnknownRule,
} from '../contract/model.ts';
import { isLoopback } from '../transport/console-access.ts';
import { callTyped } from '../transport/dispatcher.ts';
import { type Instance, type InstanceStart, type OwnedEngine, startInstance } from '../transport/instance.ts';
import {
  addressArgument,
  consoleArgument,
  networkArgument,
  numberArgument,
  rangeArgument,
  relayArgument,
} from './arguments.ts';
import type { Cli } from './cli.ts';
import { networkLines } from './console.ts';
import { accepted, refuse } from './failure.ts';
import { servingLines, troubleOf } from './serving.ts';
import { logText, timeOfDay } from './words.ts';

interface ServeOptions {
  readonly card: string;
  readonly mode: Mode;
  readonly range?: { first: Ipv4; last: Ipv4 };
  readonly leaseSeconds?: number;
  readonly router?: Ipv4;
  readonly dns?: Ipv4[];
  readonly domain?: string;
  readonly httpPort: number;
  readonly unknown: UnknownRule;
  readonly room?: string;
  readonly relay?: RelayedNetwork[];
  readonly proxyStyleBios?: ProxyStyle;
  readonly proxyStyleUefi?: ProxyStyle;
  readonly yesThisCard?: string;
  readonly openFirewall?: true;
  readonly giveAddress?: true | { address: Ipv4; prefix: number };
  readonly console: { host: string; port: number };
}

export function addServeCommand(program: Command, cli: Cli): void {
  program
    .command('serve')
    .description('serve on a network card until SIGINT or SIGTERM')
    .requiredOption('--card <name>', 'the network card; "rollcall cards" lists them')
    .addOption(new Option('--mode <mode>', 'DHCP').choices(['full', 'proxy', 'off']).default('full'))
    .option(
      '--range <first-last>',
      'the addresses that full DHCP gives; with --mode proxy spare ones for picky machines',
      rangeArgument,
    )
    .option('--lease-seconds <number>', 'how long an address is lent', numberArgument(60, 604_800))
    .option('--router <address>', 'the router that DHCP names', addressArgument)
    .option('--dns <address>', 'a DNS server that DHCP names (repeat)', addressesArgument)
    .option('--domain <name>', 'the domain that DHCP names')
    .option(
      '--relay <network>',
      'a network behind a DHCP relay: 10.88.0.1/24=10.88.0.100-10.88.0.200, with @room if it is another (repeat)',
      relaysArgument,
    )
    .option(
      '--give-address [address/bits]',
      'give the card an address while serving when it has none; the command is shown first',
      networkArgument,
    )
    .addOption(styleOption('bios'))
    .addOption(styleOption('uefi'))
    .option('--open-firewall', 'let machines through the firewall of this computer while serving; shown first')
    .option('--yes-this-card <name>', 'give addresses although somebody else does there, or a router answers')
    .option('--http-port <number>', 'port of the boot server', numberArgument(1, 65_535), 8_080)
    .addOption(
      new Option('--unknown <how>', 'machines not in the list; a room may have a rule of its own')
        .choices(UnknownRule.options)
        .default('serve'),
    )
    .option('--room <room>', 'the room that the card’s cable leads to, when there are several')
    .addOption(consoleOption())
    .action((options: ServeOptions) => serve(cli, options));
}

const styleOption = (firmware: 'bios' | 'uefi') =>
  new Option(
    `--proxy-style-${firmware} <style>`,
    `beside another DHCP server: how ${firmware.toUpperCase()} machines are told`,
  ).choices(ProxyStyle.options);

/** Port 0 takes a free one, so that two data folders can be served at once. */
export function consoleOption(): Option {
  return new Option('--console <address:port>', 'where the console is served; other computers reach it by a password')
    .argParser(consoleArgument)
    .default({ host: '127.0.0.1', port: 0 }, '127.0.0.1, any free port');
}

function addressesArgument(text: string, before: readonly Ipv4[] = []): Ipv4[] {
  return [...before, ...text.split(',').map((address) => addressArgument(address))];
}

function relaysArgument(text: string, before: readonly RelayedNetwork[] = []): RelayedNetwork[] {
  return [...before, relayArgument(text)];
}

async function serve(cli: Cli, options: ServeOptions): Promise<void> {
  const stopped = cli.terminal.untilStopped();
  const instance = await startConsole(cli, options.console);
  try {
    const { engine } = instance;
    const printer = createEventPrinter(cli);
    engine.subscribe((batch) => printer.take(batch));
    if (options.giveAddress) await giveAddress(cli, engine, options.card, options.giveAddress);
    if (options.openFirewall) await openFirewall(cli, engine, options);
    const service = accepted(await callTyped(engine, 'service.start', settingsOf(options), cli.log));
    printer.showService(service);
    showConsole(cli, instance);
    printer.start();
    await stopped;
  } finally {
    await instance.close();
  }
}

/** Says what is done to the firewall before it is done. */
async function openFirewall(cli: Cli, engine: OwnedEngine, { card, httpPort }: ServeOptions): Promise<void> {
  const open = async (dryRun: boolean) =>
    accepted(await callTyped(engine, 'firewall.open', { card, httpPort, dryRun }, cli.log));
  const { commands } = await open(true);
  if (commands.length === 0) return;
  cli.terminal.err(`Lets machines in on ${card} until serving ends: ${commands.join(' && ')}`);
  await open(false);
}

/** Says what is done to the card before it is done; a card that has its address is left as it is. */
async function giveAddress(
  cli: Cli,
  engine: OwnedEngine,
  card: string,
  wanted: true | { address: Ipv4; prefix: number },
): Promise<void> {
  const asked = wanted === true ? { card } : { card, wished: wanted };
  const planned = await callTyped(engine, 'card.plan', asked, cli.log);
  if (!planned.ok && planned.code === 'conflict') return;
  const { address, prefix, commands } = accepted(planned);
  cli.terminal.err(`Gives ${card} the address ${address}/${prefix} until serving ends: ${commands.join(' && ')}`);
  accepted(await callTyped(engine, 'card.give', { card, address, prefix }, cli.log));
}

/** An address of the network is served beside the loopback one, whose token the command line and this screen use. */
function consolePlace(place: { host: string; port: number }) {
  return isLoopback(place.host) ? place : { host: '127.0.0.1', port: 0, network: place };
}

/** Takes the data folder and opens the console. */
export function openInstance(cli: Cli, place: { host: string; port: number }): Promise<InstanceStart<OwnedEngine>> {
  return startInstance({
    dataFolder: cli.dataFolder(),
    version: cli.paths.version,
    createEngine: cli.openEngine,
    console: {
      ...consolePlace(place),
      pageFolder: cli.paths.pageFolder,
      policy: contentSecurityPolicy,
      log: cli.log,
    },
  });
}

/** Refused while another Rollcall has the folder. */
async function startConsole(cli: Cli, place: { host: string; port: number }): Promise<Instance<OwnedEngine>> {
  const start = await openInstance(cli, place);
  switch (start.kind) {
    case 'running':
      return start.instance;
    case 'failed':
      return refuse(start.why);
    case 'taken':
      return refuse(`Rollcall runs already on ${cli.dataFolder()}, as process ${start.by.pid}.`);
  }
}

export function showConsole(cli: Cli, { server, access }: Instance<OwnedEngine>): void {
  cli.show({ kind: 'console', url: server.entryUrl }, () => [`Console ${server.entryUrl}`]);
  if (access.view.state !== 'closed')
    cli.show({ kind: 'network', console: access.view }, () => networkLines(access.view));
}

/** Prints each line of the log and each change of the service; what comes before `start` is printed by it. */
export function createEventPrinter(cli: Cli) {
  let waiting: EngineEvent[] | null = [];
  let shown = '';
  const showService = (service: ServiceState) => {
    const text = JSON.stringify(service);
    if (text !== shown) cli.show({ kind: 'service', service }, () => serviceLines(service));
    shown = text;
  };
  const print = (event: EngineEvent) => {
    if (event.kind === 'log') cli.show(event.line, () => [logText(event.line, timeOfDay(event.line.at))]);
    if (event.kind === 'service') showService(event.service);
  };
  return {
    showService,
    take: ({ events }: EventBatch) => {
      if (waiting) waiting.push(...events);
      else events.forEach(print);
    },
    start: () => {
      const held = waiting ?? [];
      waiting = null;
      held.forEach(print);
    },
  };
}

function serviceLines(service: ServiceState): string[] {
  switch (service.state) {
    case 'stopped':
      return ['Not serving.'];
    case 'failed':
      return [`Not serving on ${service.settings.card}: ${troubleOf(service)}`];
    case 'serving':
      return servingLines(service);
  }
}

function settingsOf(options: ServeOptions): CommandInput<'service.start'> {
  const { console: _console, giveAddress: _giveAddress, openFirewall: _openFirewall, ...rest } = options;
  const { relay, yesThisCard, proxyStyleBios: bios, proxyStyleUefi: uefi, ...settings } = rest;
  const styles = { ...(bios ? { bios } : {}), ...(uefi ? { uefi } : {}) };
  return {
    ...settings,
    ...(relay ? { relays: relay } : {}),
    ...(bios || uefi ? { proxyStyles: styles } : {}),
    ...(yesThisCard === undefined ? {} : { confirm: yesThisCard }),
  };
}
