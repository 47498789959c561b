import { type CommandHandlers, Refusal } from '../../contract/api.ts';
import type { Computer } from '../../contract/model.ts';
import { broadcastAddress } from '../../dhcp/address.ts';
import { BindError } from '../../network/bind-device.ts';
import { wake } from '../../network/wake-on-lan.ts';
import type { CommandContext } from './context.ts';
import { computerOf } from './resolve.ts';

export function wakeCommands(context: CommandContext): Pick<CommandHandlers, 'computer.wake'> {
  return {
    'computer.wake': async ({ computers: refs }) => {
      const computers = new Map(refs.map((ref) => computerOf(context.store, ref)).map((each) => [each.id, each]));
      await wakeComputers(context, [...computers.values()]);
      return { computers: [...computers.keys()] };
    },
  };
}

/** Sends each computer its magic packet. Refused while nothing is served. */
export async function wakeComputers(context: CommandContext, computers: readonly Computer[]): Promise<void> {
  const serving = context.service.serving();
  if (!serving) throw new Refusal('refused', { code: 'serve-for-wake' });
  const { settings, address, prefix } = serving;
  try {
    await wake(
      computers.map((computer) => computer.mac),
      { card: settings.card, cardAddress: address, broadcast: broadcastAddress(address, prefix) },
    );
  } catch (fault) {
    throw unsent(settings.card, fault);
  }
}

function unsent(card: string, fault: unknown): unknown {
  if (fault instanceof BindError) return new Refusal('failed', fault.phraseWithRemedy);
  if (!(fault instanceof Error) || !('syscall' in fault)) return fault;
  return new Refusal('failed', { code: 'wake-not-sent', card });
}
