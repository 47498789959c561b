import { statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { type CommandHandlers, type Preflight, type PreflightFinding, Refusal } from '../../contract/api.ts';
import type { Card } from '../../contract/model.ts';
import type { OtherServer } from '../../dhcp/probe.ts';
import { probeServers } from '../../dhcp/probe-socket.ts';
import { BindError, listenTcp, openUdp } from '../../network/bind-device.ts';
import { findCard } from '../../network/cards.ts';
import { firmwareWarnings } from '../service-place.ts';
import type { CommandContext } from './context.ts';

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
    'preflight.run': async ({ card: name, httpPort }) => {
      if (context.service.serving()) throw new Refusal('refused', { code: 'preflight-serving' });
      const card = findCard(name);
      if (card === null) throw new Refusal('not-found', { code: 'card-missing', card: name });
      return look(context, card, httpPort);
    },
  };
}

async function look(context: CommandContext, card: Card, httpPort: number): Promise<Preflight> {
  const { name } = card;
  const address = card.addresses[0]?.address;
  if (address === undefined) return preflight([{ level: 'red', what: { code: 'card-without-address', card: name } }]);
  if (!card.up) return preflight([{ level: 'red', what: { code: 'card-without-link', card: name } }]);
  const held = await Promise.all(ports.map(([port, level]) => heldPort(name, address, port, level)));
  const web = await heldTcpPort(name, address, httpPort);
  return preflight([...held.flat(), ...web, ...ownFindings(context), ...(await others(name, address))]);
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

/** A computer that has its own address by DHCP may hold port 68: nothing wrong, but nobody could be asked. */
async function others(card: string, address: string): Promise<PreflightFinding[]> {
  try {
    const servers = await probeServers(card, address);
    return servers.length === 0 ? [{ level: 'green', what: { code: 'probe-none', card } }] : servers.map(otherServer);
  } catch (fault) {
    if (fault instanceof BindError) return [{ level: 'amber', what: fault.phraseWithRemedy }];
    throw fault;
  }
}

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

/** The worst finding counts. A mode is proposed only when everything was looked at and nothing is red. */
function preflight(findings: PreflightFinding[]): Preflight {
  const has = (level: PreflightFinding['level']) => findings.some((finding) => finding.level === level);
  if (has('red')) return { level: 'red', mode: null, findings };
  if (!has('amber')) return { level: 'green', mode: 'full', findings };
  const addresses = findings.some(({ what }) => what.code === 'probe-addresses');
  return { level: 'amber', mode: addresses ? 'proxy' : null, findings };
}
