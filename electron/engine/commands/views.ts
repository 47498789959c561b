import { actionKinds } from '../../actions/kinds.ts';
import type { CommandHandlers, Preferences, Snapshot, Status } from '../../contract/api.ts';
import { ServiceSettings } from '../../contract/model.ts';
import { listCards } from '../../network/cards.ts';
import { globalDefaultActionKey } from '../../store/port.ts';
import { publicAction } from '../public-action.ts';
import { publicBoot } from '../recorder.ts';
import { serviceSettingsKey } from '../service.ts';
import { taskView } from '../task-view.ts';
import { kindView } from './actions.ts';
import type { CommandContext } from './context.ts';
import { newestExams } from './exam.ts';
import { newestLogLines } from './log.ts';
import { actionOf, computerOf } from './resolve.ts';

type ViewCommands = Pick<CommandHandlers, 'snapshot' | 'status' | 'boot.list' | 'preferences.set'>;

/** Lines that a new window shows at once. */
const newestLines = 500;

export function viewCommands(context: CommandContext): ViewCommands {
  const { store, recorder } = context;
  return {
    snapshot: () => snapshot(context),
    status: () => status(context),
    'boot.list': ({ computer, ...page }) => {
      recorder.flush();
      return store.boots.list(computerOf(store, computer).id, page).map(publicBoot);
    },
    'preferences.set': ({ globalDefaultAction }) => {
      const action = actionOf(store, globalDefaultAction);
      store.settings.set(globalDefaultActionKey, action.id);
      const next = preferences(context);
      context.bus.publish({ kind: 'preferences', preferences: next });
      return next;
    },
  };
}

function snapshot(context: CommandContext): Snapshot {
  const { store, bus, recorder, clock } = context;
  bus.flush();
  recorder.flush();
  return {
    revision: bus.revision,
    status: status(context),
    preferences: preferences(context),
    cards: [...listCards()],
    computers: store.computers.list(),
    rooms: store.rooms.list(),
    actions: store.actions.list().map(publicAction),
    actionKinds: actionKinds.map(kindView),
    tasks: store.tasks.list().map((task) => taskView(store, task, clock.now())),
    boots: store.boots.newestOfAll(),
    log: newestLogLines(context, newestLines),
    enrolment: context.rollCall.view,
    traffic: context.traffic.view,
    console: context.console.view,
    exams: store.exams.list(newestExams),
    media: store.media.list(),
    mediaJobs: context.library.jobs,
  };
}

function status(context: CommandContext): Status {
  const { store, clock, service, firmware } = context;
  const now = clock.now();
  const tasks = store.tasks.list().map((task) => taskView(store, task, now));
  return {
    version: context.version,
    pid: process.pid,
    dataFolder: context.dataFolder,
    service: service.state,
    computers: store.computers.count(),
    leases: store.leases.inUse(now),
    dueTasks: tasks.filter((task) => task.state === 'due').length,
    missedTasks: tasks.filter((task) => task.state === 'missed').length,
    firmware: [...firmware.list()],
  };
}

function preferences({ store, machines }: CommandContext): Preferences {
  const service = ServiceSettings.safeParse(store.settings.get(serviceSettingsKey));
  return { globalDefaultActionId: machines.globalDefaultActionId(), service: service.success ? service.data : null };
}
