import { actionKind } from '../../actions/kinds.ts';
import { readinessOf } from '../../boot/readiness.ts';
import type { CommandHandlers } from '../../contract/api.ts';
import type { Action, Computer, Readiness } from '../../contract/model.ts';
import { ranUsual } from '../remedy-desk.ts';
import type { CommandContext } from './context.ts';
import { actionOf, computerOf } from './resolve.ts';

export function readinessCommands(context: CommandContext): Pick<CommandHandlers, 'computer.readiness'> {
  const { store } = context;
  return {
    'computer.readiness': ({ computers, action }) => {
      const chosen = action === undefined ? null : actionOf(store, action);
      return computers
        .map((ref) => computerOf(store, ref))
        .map((computer) => ({ computerId: computer.id, ...readinessFor(context, computer, chosen) }));
    },
  };
}

function readinessFor(
  { store, recorder, machines, firmware }: CommandContext,
  computer: Computer,
  chosen: Action | null,
): Readiness {
  const action = chosen ?? machines.decide(computer).action;
  return readinessOf({
    computer,
    remedy: machines.remedyOf(computer),
    ranUnsigned: ranUsual({ store, recorder }, computer, computer.firmware),
    secureBoot: actionKind(action.kind)?.secureBoot ?? 'no',
    has: (file) => firmware.find(file) !== null,
  });
}
