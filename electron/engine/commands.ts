import { type CommandHandlers, Refusal } from '../contract/api.ts';
import { actionCommands } from './commands/actions.ts';
import { cardCommands } from './commands/cards.ts';
import { computerCommands } from './commands/computers.ts';
import { consoleCommands } from './commands/console.ts';
import type { CommandContext } from './commands/context.ts';
import { csvCommands } from './commands/csv.ts';
import { databaseCommands } from './commands/database.ts';
import { diagnosisCommands } from './commands/diagnosis.ts';
import { enrolmentCommands } from './commands/enrolment.ts';
import { examCommands } from './commands/exam.ts';
import { fileCommands } from './commands/files.ts';
import { firewallCommands } from './commands/firewall.ts';
import { logCommands } from './commands/log.ts';
import { mediaCommands } from './commands/media.ts';
import { packetCommands } from './commands/packets.ts';
import { preflightCommands } from './commands/preflight.ts';
import { readinessCommands } from './commands/readiness.ts';
import { roomCommands } from './commands/rooms.ts';
import { seatCommands } from './commands/seats.ts';
import { stickCommands } from './commands/stick.ts';
import { taskCommands } from './commands/tasks.ts';
import { viewCommands } from './commands/views.ts';
import { wakeCommands } from './commands/wake.ts';

/** Every command of the contract: one function each, which gets checked input. */
export function commandHandlers(context: CommandContext): CommandHandlers {
  return {
    ...viewCommands(context),
    ...computerCommands(context),
    ...readinessCommands(context),
    ...roomCommands(context),
    ...actionCommands(context),
    ...taskCommands(context),
    ...csvCommands(context),
    ...fileCommands(),
    ...stickCommands(context),
    ...packetCommands(context),
    ...seatCommands(context),
    ...enrolmentCommands(context),
    ...databaseCommands(context),
    ...consoleCommands(context),
    ...logCommands(context),
    ...diagnosisCommands(context),
    ...wakeCommands(context),
    ...examCommands(context),
    ...mediaCommands(context),
    ...preflightCommands(context),
    ...cardCommands(context),
    ...firewallCommands(context),
    'service.start': async ({ confirm, ...settings }) => {
      await context.guard.check(settings, confirm);
      return context.service.start(settings);
    },
    'service.preview': (settings) => context.service.preview(settings),
    'service.stop': () => context.service.stop(),
    'files.choose': () => {
      throw new Refusal('refused', { code: 'desktop-only' });
    },
    'lease.list': () => context.store.leases.all(),
  };
}
