import { type CheckedInput, type CommandHandlers, Refusal, type TaskView } from '../../contract/api.ts';
import type { Task } from '../../contract/model.ts';
import { guardTask } from '../exams.ts';
import { taskView, tellTasks } from '../task-view.ts';
import { consequenceOf } from './consequence.ts';
import { type CommandContext, inOneStep } from './context.ts';
import { actionOf, computerOf } from './resolve.ts';

type TaskCommands = Pick<
  CommandHandlers,
  'task.list' | 'task.add' | 'task.cancel' | 'task.consequence' | 'task.rearm' | 'history.list'
>;

/** The longest window, in milliseconds: a year and a day. */
const longestWindow = 366 * 86_400_000;

export function taskCommands(context: CommandContext): TaskCommands {
  const { store, clock } = context;
  const view = (task: Task): TaskView => taskView(store, task, clock.now());
  const ofComputer = (ref: CheckedInput<'task.list'>['computer']) =>
    ref === undefined ? {} : { computerId: computerOf(store, ref).id };
  return {
    'task.list': ({ computer }) => store.tasks.list(ofComputer(computer)).map(view),
    'task.add': (input) => {
      const added = inOneStep(context, () => addTasks(context, input)).map(view);
      for (const task of added) context.bus.publish({ kind: 'task', task });
      context.taskTimer.arm();
      return added;
    },
    'task.cancel': ({ tasks }) => {
      const cancelled = inOneStep(context, () => cancelTasks(context, tasks));
      for (const { id } of cancelled) context.bus.publish({ kind: 'task-removed', id });
      const exams = cancelled.filter((task) => task.sessionKind === 'exam');
      for (const computerId of new Set(exams.map((task) => task.computerId))) {
        tellTasks(context, store.tasks.forComputer(computerId));
      }
      return cancelled;
    },
    'task.consequence': (input) => consequenceOf(context, input),
    'task.rearm': (input) => {
      const computers = new Set(inOneStep(context, () => rearmTasks(context, input)).map((task) => task.computerId));
      for (const computerId of computers) tellTasks(context, store.tasks.forComputer(computerId));
      context.taskTimer.arm();
      return input.tasks.flatMap((id) => store.tasks.byId(id) ?? []).map(view);
    },
    'history.list': ({ computer, ...page }) => store.history.list({ ...ofComputer(computer), ...page }),
  };
}

function addTasks({ store, clock }: CommandContext, input: CheckedInput<'task.add'>): Task[] {
  const { notBefore, notAfter, repeat } = input;
  checkWindow(input, clock.now());
  const action = actionOf(store, input.action);
  const computers = new Set(input.computers.map((ref) => computerOf(store, ref).id));
  return [...computers].map((computerId) =>
    store.tasks.add({
      computerId,
      actionId: action.id,
      sessionId: null,
      repeat,
      notBefore,
      notAfter,
      createdAt: clock.now(),
    }),
  );
}

export function checkWindow({ notBefore, notAfter }: Pick<Task, 'notBefore' | 'notAfter'>, now: number): void {
  if (notAfter <= notBefore) throw new Refusal('refused', { code: 'window-backwards' });
  if (notAfter - notBefore > longestWindow) throw new Refusal('refused', { code: 'window-long' });
  if (notAfter <= now) throw new Refusal('refused', { code: 'window-over' });
}

/** All or none, as `cancelTasks`. */
function rearmTasks({ store, clock }: CommandContext, input: CheckedInput<'task.rearm'>): Task[] {
  checkWindow(input, clock.now());
  return input.tasks.map((id) => {
    const before = store.tasks.byId(id);
    if (before) guardTask({ store }, before);
    const task = store.tasks.rearm(id, input);
    if (!task) throw new Refusal('not-found', { code: 'task-missing', id });
    return task;
  });
}

/** All or none: one number that is no task refuses the whole. Returns what was cancelled, as it was. */
function cancelTasks({ store, clock }: CommandContext, ids: readonly number[]): TaskView[] {
  return [...new Set(ids)].map((id) => {
    const task = store.tasks.byId(id);
    if (!task) throw new Refusal('not-found', { code: 'task-missing', id });
    guardTask({ store }, task);
    const view = taskView(store, task, clock.now());
    store.tasks.remove(id);
    return view;
  });
}
