import { statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { type CommandHandlers, type Preflight, type PreflightFinding, Refusal } from '../../contract/api.ts';
import type { Card, Ipv4, Mac } from '../../contract/model.ts';
import { rangeAddresses } from '../../dhcp/address.ts';
import type { OtherServer } from '../../dhcp/probe.ts';
import { probeServers } from '../../dhcp/probe-socket.ts';
import { defaultRange, rangeProblem } from '../../dhcp/range.ts';
import { BindError, listenTcp, openUdp } from '../../network/bind-device.ts';
import { findCard } from '../../network/cards.ts';
import { askNeighbours, isThere, type Neighbour, rememberedNeighbours } from '../../network/neighbours.ts';
import { routerBehind } from '../router-behind.ts';
import { firmwareWarnings } from '../service-place.ts';
import type { CommandContext } from './context.ts';
import { firewallFindings } from './firewall.ts';

/** DHCP, TFTP and the boot server of PXE: without one of them some machine does not start; 514 costs lines of the log. */
const ports = [
  [67, 'red'],
  [69, 'red'],
  [4_011, 'red'],
  [514, 'amber'],
] as const;

/** Room that the journal wants on the disk of the data folder, in bytes. */
const roomWanted = 256 * 1_048_576;

/** A computer whose clock is before this has forgotten the time: windows of tasks would be wrong. */
const madeAt = Date.UTC(2026, 0, 1);

export function preflightCommands(context: CommandContext): Pick<CommandHandlers, 'preflight.run'> {
  return {
    'preflight.run': async ({ card: name, httpPort, range }) => {
      if (context.service.serving()) throw new Refusal('refused', { code: 'preflight-serving' });
      const card = findCard(name);
      if (card === null) throw new Refusal('not-found', { code: 'card-missing', card: name });
      return look(context, card, httpPort, range ?? null);
    },
  };
}

async function look(
  context: CommandContext,
  card: Card,
  httpPort: number,
  range: { first: Ipv4; last: Ipv4 } | null,
): Promise<Preflight> {
  const { name } = card;
  const [own] = card.addresses;
  if (own === undefined) return preflight([{ level: 'red', what: { code: 'card-without-address', card: name } }], null);
  if (!card.up) return preflight([{ level: 'red', what: { code: 'card-without-link', card: name } }], null);
  const { address } = own;
  const held = await Promise.all(ports.map(([port, level]) => heldPort(name, address, port, level)));
  const web = await heldTcpPort(name, address, httpPort);
  const firewall = await firewallFindings(name, httpPort);
  const [others, router, inRange] = await Promise.all([
    askOthers(card, address),
    routerBehind(name),
    neighboursInRange(context, name, own, range),
  ]);
  const server = others.servers?.find(({ gives }) => gives !== 'boot-files')?.address ?? null;
  context.guard.looked(name, server);
  const routers: PreflightFinding[] =
    router === null ? [] : [{ level: 'amber', what: { code: 'probe-router', address: router, card: name } }];
  // Where another server gives the addresses, those of the usual range are not ours to give.
  const taken = server !== null && range === null ? [] : inRange;
  const findings = [...held.flat(), ...web, ...firewall, ...ownFindings(context), ...taken];
  return preflight([...findings, ...others.findings, ...routers], modeFor(others.servers, router));
}

/** Beside who gives addresses, alone where nobody else is; null where it cannot be told. */
function modeFor(servers: readonly OtherServer[] | null, router: Ipv4 | null): Preflight['mode'] {
  if (servers === null) return null;
  if (servers.length > 0) return 'proxy';
  return router === null ? 'full' : null;
}

/** Somebody who has an address that would be given away, and had it not from us. */
async function neighboursInRange(
  { store, clock }: CommandContext,
  card: string,
  { address, prefix }: Card['addresses'][number],
  wished: { first: Ipv4; last: Ipv4 } | null,
): Promise<PreflightFinding[]> {
  const wrong = rangeProblem(address, prefix, wished);
  if (wrong) return wished === null ? [] : [{ level: 'red', what: wrong }];
  const range = wished ?? defaultRange(address, prefix);
  const wanted = rangeAddresses(range, 256).filter((each) => each !== address);
  const leased = new Map(store.leases.all().map((lease) => [lease.address, lease] as const));
  const remembered = rememberedNeighbours(card);
  const strange: Neighbour[] = [];
  for (const each of await askNeighbours(card, address, wanted)) {
    const lease = leased.get(each.address);
    const ours = lease && lease.mac === each.mac && lease.expiresAt > clock.now();
    if (!ours && (!remembered.has(each.address) || (await isThere(each.address, address)))) strange.push(each);
  }
  const [first] = strange;
  if (!first) return [];
  const what = { code: 'range-in-use', count: strange.length, address: first.address, mac: first.mac } as const;
  return [{ level: 'amber', what }];
}

/** The port is taken and given back, so that what stands in the way now is what would stand in the way of serving. */
async function heldPort(
  card: string,
  cardAddress: string,
  port: number,
  level: PreflightFinding['level'],
): Promise<PreflightFinding[]> {
  try {
    const { socket } = await openUdp({ card, cardAddress, port, address: '0.0.0.0', broadcast: true });
    await new Promise<void>((resolve) => socket.close(() => resolve()));
    return [];
  } catch (fault) {
    if (fault instanceof BindError) return [{ level, what: fault.phraseWithRemedy }];
    throw fault;
  }
}

async function heldTcpPort(card: string, address: string, port: number): Promise<PreflightFinding[]> {
  const server = createServer();
  try {
    await listenTcp(server, { card, address, port });
    server.close();
    return [];
  } catch (fault) {
    if (fault instanceof BindError) return [{ level: 'red', what: fault.phraseWithRemedy }];
    throw fault;
  }
}

/** What is wrong with this computer itself. */
function ownFindings({ firmware, clock, dataFolder }: CommandContext): PreflightFinding[] {
  const findings: PreflightFinding[] = firmwareWarnings(firmware).map((what) => ({ level: 'amber', what }));
  const { bavail, bsize } = statfsSync(dataFolder);
  const megabytes = Math.floor((bavail * bsize) / 1_048_576);
  if (bavail * bsize < roomWanted) findings.push({ level: 'amber', what: { code: 'preflight-disk', megabytes } });
  if (clock.now() < madeAt) findings.push({ level: 'amber', what: { code: 'preflight-clock' } });
  return findings;
}

interface Others {
  /** Null: nobody could be asked. */
  readonly servers: readonly OtherServer[] | null;
  readonly findings: readonly PreflightFinding[];
}

/** A computer that has its own address by DHCP may hold port 68: nothing wrong, but nobody could be asked. */
async function askOthers({ name, mac }: Card, address: Ipv4): Promise<Others> {
  try {
    const servers = await probeServers(name, address, mac === null ? null : macBytes(mac));
    const none: PreflightFinding[] = [{ level: 'green', what: { code: 'probe-none', card: name } }];
    return { servers, findings: servers.length === 0 ? none : servers.map(otherServer) };
  } catch (fault) {
    if (fault instanceof BindError)
      return { servers: null, findings: [{ level: 'amber', what: fault.phraseWithRemedy }] };
    throw fault;
  }
}

const macBytes = (mac: Mac): Uint8Array => Uint8Array.from(mac.split(':'), (byte) => Number.parseInt(byte, 16));

function otherServer({ address, gives }: OtherServer): PreflightFinding {
  switch (gives) {
    case 'addresses':
      return { level: 'amber', what: { code: 'probe-addresses', address } };
    case 'boot-files':
      return { level: 'red', what: { code: 'probe-boot-files', address } };
    case 'both':
      return { level: 'red', what: { code: 'probe-both', address } };
  }
}

/** The worst finding counts, and with a red one no mode is proposed. */
function preflight(findings: PreflightFinding[], mode: Preflight['mode']): Preflight {
  const has = (level: PreflightFinding['level']) => findings.some((finding) => finding.level === level);
  if (has('red')) return { level: 'red', mode: null, findings };
  return { level: has('amber') ? 'amber' : 'green', mode, findings };
}
