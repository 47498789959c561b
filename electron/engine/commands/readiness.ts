import { actionKind } from '../../actions/kinds.ts';
import { readinessOf } from '../../boot/readiness.ts';
import type { CommandHandlers } from '../../contract/api.ts';
import type { Action, Computer, Readiness } from '../../contract/model.ts';
import type { CommandContext } from './context.ts';
import { actionOf, computerOf } from './resolve.ts';

/** Boots that are looked at for one that iPXE ran in. */
const boots = 20;

export function readinessCommands(context: CommandContext): Pick<CommandHandlers, 'computer.readiness'> {
  const { store, recorder } = context;
  return {
    'computer.readiness': ({ computers, action }) => {
      recorder.flush();
      const chosen = action === undefined ? null : actionOf(store, action);
      return computers
        .map((ref) => computerOf(store, ref))
        .map((computer) => ({ computerId: computer.id, ...readinessFor(context, computer, chosen) }));
    },
  };
}

function readinessFor(
  { store, machines, firmware }: CommandContext,
  computer: Computer,
  chosen: Action | null,
): Readiness {
  const action = chosen ?? machines.decide(computer).action;
  return readinessOf({
    computer,
    remedy: machines.remedyOf(computer),
    ranUnsigned: store.boots
      .list(computer.id, { limit: boots })
      .some((boot) => boot.firmware.startsWith('uefi') && boot.script?.startsWith('#!ipxe') === true),
    secureBoot: actionKind(action.kind)?.secureBoot ?? 'no',
    has: (file) => firmware.find(file) !== null,
  });
}
