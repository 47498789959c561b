import { type CommandHandlers, type Preflight, type PreflightFinding, Refusal } from '../../contract/api.ts';
import type { Card } from '../../contract/model.ts';
import type { OtherServer } from '../../dhcp/probe.ts';
import { probeServers } from '../../dhcp/probe-socket.ts';
import { BindError, openUdp } from '../../network/bind-device.ts';
import { findCard } from '../../network/cards.ts';
import type { CommandContext } from './context.ts';

/** DHCP and TFTP: without either of them no machine starts. */
const ports = [67, 69] as const;

export function preflightCommands(context: CommandContext): Pick<CommandHandlers, 'preflight.run'> {
  return {
    'preflight.run': async ({ card: name }) => {
      if (context.service.serving()) throw new Refusal('refused', { code: 'preflight-serving' });
      const card = findCard(name);
      if (card === null) throw new Refusal('not-found', { code: 'card-missing', card: name });
      return look(card);
    },
  };
}

async function look(card: Card): Promise<Preflight> {
  const { name } = card;
  const address = card.addresses[0]?.address;
  if (address === undefined) return preflight([{ level: 'red', what: { code: 'card-without-address', card: name } }]);
  if (!card.up) return preflight([{ level: 'red', what: { code: 'card-without-link', card: name } }]);
  const held = await Promise.all(ports.map((port) => heldPort(name, address, port)));
  return preflight([...held.flat(), ...(await others(name, address))]);
}

/** The port is taken and given back, so that what stands in the way now is what would stand in the way of serving. */
async function heldPort(card: string, cardAddress: string, port: number): Promise<PreflightFinding[]> {
  try {
    const { socket } = await openUdp({ card, cardAddress, port, address: '0.0.0.0', broadcast: true });
    await new Promise<void>((resolve) => socket.close(() => resolve()));
    return [];
  } catch (fault) {
    if (fault instanceof BindError) return [{ level: 'red', what: fault.phraseWithRemedy }];
    throw fault;
  }
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
