import { type CommandHandlers, type PreflightFinding, Refusal } from '../../contract/api.ts';
import { findCard } from '../../network/cards.ts';
import { type ClosedFirewall, closedFirewall, type NeededPorts } from '../../network/firewall.ts';
import { commandLine, commandText } from '../../network/run-command.ts';
import type { CommandContext } from './context.ts';

/** Ports that machines come to, beside that of HTTP. */
const udp = [67, 69, 4_011, 514] as const;

export function firewallCommands(context: CommandContext): Pick<CommandHandlers, 'firewall.open'> {
  return {
    'firewall.open': async ({ card, httpPort, dryRun }) => {
      if (findCard(card) === null) throw new Refusal('not-found', { code: 'card-missing', card });
      const closed = await closedFirewall(portsOn(card, httpPort));
      if (closed !== null && !dryRun) await open(context, card, closed);
      return { commands: closed?.open.map(commandText) ?? [] };
    },
  };
}

/** Red when the firewall of this computer keeps out what machines come with. */
export async function firewallFindings(card: string, httpPort: number): Promise<PreflightFinding[]> {
  const closed = await closedFirewall(portsOn(card, httpPort));
  if (closed === null) return [];
  const ports = [
    ...(closed.udp.length > 0 ? [`UDP ${closed.udp.join(', ')}`] : []),
    ...(closed.tcp.length > 0 ? [`TCP ${closed.tcp.join(', ')}`] : []),
  ].join('; ');
  const fix = { command: 'firewall.open' as const, commands: closed.open.map(commandText) };
  return [{ level: 'red', what: { code: 'firewall-closed', firewall: closed.by, card, ports }, fix }];
}

const portsOn = (card: string, httpPort: number): NeededPorts => ({ card, udp, tcp: [httpPort] });

async function open({ changes }: CommandContext, card: string, closed: ClosedFirewall): Promise<void> {
  const why = await changes.make({ kind: 'firewall', card, address: null, takeBack: closed.close }, closed.open);
  if (why === null) return;
  const commands = commandLine(closed.open);
  throw new Refusal('failed', { code: 'firewall-stays', firewall: closed.by, commands, detail: why });
}
