import { execFile } from 'node:child_process';
import { closedChains } from './nft-ruleset.ts';
import type { SystemCommand } from './run-command.ts';

/** Who keeps machines out. */
export type FirewallName = 'nftables' | 'ufw' | 'firewalld' | 'Windows' | 'macOS';

/** What has to come in on the card. */
export interface NeededPorts {
  readonly card: string;
  readonly udp: readonly number[];
  readonly tcp: readonly number[];
}

/** A firewall that keeps some of it out, with the commands that let it in and those that take that back. */
export interface ClosedFirewall {
  readonly by: FirewallName;
  readonly udp: readonly number[];
  readonly tcp: readonly number[];
  readonly open: readonly SystemCommand[];
  readonly close: readonly SystemCommand[];
}

/** Runs a program and gives what it printed; null when there is no such program, or it failed. */
export type Ask = (program: string, ...args: readonly string[]) => Promise<string | null>;

/** The program that the firewalls of Windows and macOS know: this one. */
const program = process.execPath;

/** Looks at the firewalls of this system, without changing them. Null: none is in the way, as far as they tell. */
export async function closedFirewall(
  needed: NeededPorts,
  platform: NodeJS.Platform = process.platform,
  ask: Ask = askSystem,
): Promise<ClosedFirewall | null> {
  switch (platform) {
    case 'win32':
      return windowsFirewall(needed, ask);
    case 'darwin':
      return macFirewall(needed, ask);
    default:
      return (await firewalld(needed, ask)) ?? (await ufw(needed, ask)) ?? (await nftables(needed, ask));
  }
}

/** `firewall-cmd --list-all`: `target: default`, `services: dhcp ssh`, `ports: 67/udp 8080/tcp`. The change lasts until it is loaded anew. */
async function firewalld(needed: NeededPorts, ask: Ask): Promise<ClosedFirewall | null> {
  if ((await ask('firewall-cmd', '--state'))?.trim() !== 'running') return null;
  const named = (await ask('firewall-cmd', `--get-zone-of-interface=${needed.card}`))?.trim();
  const zone = named || ((await ask('firewall-cmd', '--get-default-zone'))?.trim() ?? '');
  const told = (await ask('firewall-cmd', `--zone=${zone}`, '--list-all')) ?? '';
  if (/^\s*target: ACCEPT$/m.test(told)) return null;
  const words = /^\s*ports:(.*)$/m.exec(told)?.[1]?.trim().split(/\s+/) ?? [];
  const services = /^\s*services:(.*)$/m.exec(told)?.[1]?.trim().split(/\s+/) ?? [];
  const known: Readonly<Record<string, string>> = { dhcp: '67/udp', tftp: '69/udp', syslog: '514/udp', http: '80/tcp' };
  const open = new Set([...words, ...services.flatMap((service) => known[service] ?? [])]);
  const missing = missingPorts(needed, (port, protocol) => coversPort([...open], port, protocol));
  if (missing === null) return null;
  const change = (how: string): SystemCommand => [
    'firewall-cmd',
    `--zone=${zone}`,
    ...missing.udp.map((port) => `--${how}-port=${port}/udp`),
    ...missing.tcp.map((port) => `--${how}-port=${port}/tcp`),
  ];
  return { by: 'firewalld', ...missing, open: [change('add')], close: [change('remove')] };
}

/** Words such as `67/udp` and `1025-65535/udp`. */
function coversPort(words: readonly string[], port: number, protocol: string): boolean {
  return words.some((word) => {
    const [, first, last, of] = /^(\d+)(?:-(\d+))?\/(\w+)$/.exec(word) ?? [];
    return of === protocol && port >= Number(first) && port <= Number(last ?? first);
  });
}

/** `ufw status`: `67,69/udp on eth0   ALLOW   Anywhere`, `Anywhere on eth0 ALLOW Anywhere`, `8080/tcp ALLOW Anywhere`. */
async function ufw(needed: NeededPorts, ask: Ask): Promise<ClosedFirewall | null> {
  const told = await ask('ufw', 'status');
  if (told === null || !/^Status: active$/m.test(told)) return null;
  const rules = told.split('\n').flatMap((line) => {
    const [, to, card] = /^(\S+)(?: on (\S+))?\s+(?:ALLOW|LIMIT)(?: IN)?\s+Anywhere\s*$/.exec(line.trim()) ?? [];
    return to !== undefined && (card === undefined || card === needed.card) ? [to] : [];
  });
  const missing = missingPorts(needed, (port, protocol) => rules.some((rule) => ufwCovers(rule, port, protocol)));
  if (missing === null) return null;
  const rule = (ports: readonly number[], protocol: string): string[] => [
    'allow',
    'in',
    'on',
    needed.card,
    'to',
    'any',
    'port',
    ports.join(','),
    'proto',
    protocol,
  ];
  const all = (['udp', 'tcp'] as const).filter((protocol) => missing[protocol].length > 0);
  return {
    by: 'ufw',
    ...missing,
    open: all.map((protocol) => ['ufw', ...rule(missing[protocol], protocol)]),
    close: all.map((protocol) => ['ufw', 'delete', ...rule(missing[protocol], protocol)]),
  };
}

function ufwCovers(rule: string, port: number, protocol: string): boolean {
  if (rule === 'Anywhere') return true;
  const [list = '', of] = rule.split('/');
  if (of !== undefined && of !== protocol) return false;
  return list.split(',').some((word) => {
    const [first, last = first] = word.split(':');
    return port >= Number(first) && port <= Number(last);
  });
}

/** A rule is put before the others of each chain that keeps something out; its comment is how it is found again. */
async function nftables(needed: NeededPorts, ask: Ask): Promise<ClosedFirewall | null> {
  const ruleset = await ask('nft', '-j', 'list', 'ruleset');
  if (ruleset === null) return null;
  const closed = (protocol: 'udp' | 'tcp', port: number) =>
    closedChains(ruleset, { card: needed.card, protocol, port });
  const missing = missingPorts(needed, (port, protocol) => closed(protocol, port).length === 0);
  if (missing === null) return null;
  const chains = new Map(
    [...missing.udp.map((port) => closed('udp', port)), ...missing.tcp.map((port) => closed('tcp', port))]
      .flat()
      .map((each) => [`${each.family} ${each.table} ${each.chain}`, each]),
  );
  const words = [...chains.values()].map(({ family, table, chain }) => [family, table, chain]);
  const insert = (protocol: 'udp' | 'tcp') =>
    words.map(
      (where): SystemCommand => [
        'nft',
        ...`insert rule ${where.join(' ')} iifname`.split(' '),
        JSON.stringify(needed.card),
        ...`${protocol} dport { ${missing[protocol].join(', ')} } accept comment Rollcall`.split(' '),
      ],
    );
  const open = (['udp', 'tcp'] as const).flatMap((protocol) => (missing[protocol].length > 0 ? insert(protocol) : []));
  const close = words.map(
    (where): SystemCommand => [
      'sh',
      '-c',
      `nft -a list chain ${where.join(' ')} | sed -n 's/.* comment "Rollcall" # handle //p' | while read -r handle; do nft delete rule ${where.join(' ')} handle "$handle"; done`,
    ],
  );
  return { by: 'nftables', ...missing, open, close };
}

/** One number of profiles that are on, and one of rules of ours that let this program in. */
async function windowsFirewall({ udp, tcp }: NeededPorts, ask: Ask): Promise<ClosedFirewall | null> {
  const script = [
    '@(Get-NetFirewallProfile | Where-Object Enabled).Count',
    "@(Get-NetFirewallRule -DisplayName Rollcall -ErrorAction SilentlyContinue | Where-Object { $_.Enabled -eq 'True' -and $_.Action -eq 'Allow' }).Count",
  ].join('; ');
  const told = await ask('powershell.exe', '-NoProfile', '-NonInteractive', '-Command', script);
  const [on = 0, ours = 0] = told?.match(/\d+/g)?.map(Number) ?? [];
  if (on === 0 || ours > 0) return null;
  const rule: SystemCommand = ['netsh', 'advfirewall', 'firewall'];
  return {
    by: 'Windows',
    udp,
    tcp,
    open: [[...rule, 'add', 'rule', 'name=Rollcall', 'dir=in', 'action=allow', `program=${program}`, 'profile=any']],
    close: [[...rule, 'delete', 'rule', 'name=Rollcall', `program=${program}`]],
  };
}

const socketFilter = '/usr/libexec/ApplicationFirewall/socketfilterfw';

/** The firewall of macOS knows programs and no ports. */
async function macFirewall({ udp, tcp }: NeededPorts, ask: Ask): Promise<ClosedFirewall | null> {
  const state = await ask(socketFilter, '--getglobalstate');
  if (state === null || !/enabled/i.test(state)) return null;
  const ours = (await ask(socketFilter, '--getappblocked', program)) ?? '';
  if (/permitted|not blocked/i.test(ours)) return null;
  return {
    by: 'macOS',
    udp,
    tcp,
    open: [
      [socketFilter, '--add', program],
      [socketFilter, '--unblockapp', program],
    ],
    close: [[socketFilter, '--remove', program]],
  };
}

/** What `isOpen` does not let in; null when it lets in all. */
function missingPorts(
  { udp, tcp }: NeededPorts,
  isOpen: (port: number, protocol: 'udp' | 'tcp') => boolean,
): { readonly udp: readonly number[]; readonly tcp: readonly number[] } | null {
  const missing = {
    udp: udp.filter((port) => !isOpen(port, 'udp')),
    tcp: tcp.filter((port) => !isOpen(port, 'tcp')),
  };
  return missing.udp.length + missing.tcp.length > 0 ? missing : null;
}

const askSystem: Ask = (name, ...args) =>
  new Promise((resolve) => {
    const options = { timeout: 10_000, windowsHide: true, maxBuffer: 16 * 1_048_576 };
    execFile(name, [...args], options, (fault, out) => resolve(fault ? null : out));
  });
