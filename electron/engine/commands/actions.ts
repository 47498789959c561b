import { existsSync, statSync } from 'node:fs';
import { z } from 'zod';
import { type ActionKind, actionKind, actionKinds } from '../../actions/kinds.ts';
import { type ActionKindView, type CheckedInput, type CommandHandlers, Refusal } from '../../contract/api.ts';
import { brokenRule } from '../../contract/input-rule.ts';
import type { Action } from '../../contract/model.ts';
import { guardAction } from '../exams.ts';
import { publicAction, untoldSecret, withKeptSecrets } from '../public-action.ts';
import { textOf } from '../script-service.ts';
import { tellTasks } from '../task-view.ts';
import { type CommandContext, inOneStep } from './context.ts';
import { actionOf, computerOf } from './resolve.ts';

type ActionCommands = Pick<
  CommandHandlers,
  'action.kinds' | 'action.list' | 'action.add' | 'action.set' | 'action.duplicate' | 'action.remove' | 'script.preview'
>;

export function actionCommands(context: CommandContext): ActionCommands {
  const { store } = context;
  return {
    'action.kinds': () => actionKinds.map(kindView),
    'action.list': () => store.actions.list().map(publicAction),
    'action.add': (input) => publish(context, addAction(context, input)),
    'action.set': (input) => {
      const action = publish(context, setAction(context, input));
      const named = store.tasks.list().filter((task) => task.actionId === action.id);
      if (input.name !== undefined) tellTasks(context, named);
      return action;
    },
    'action.duplicate': (input) =>
      publish(
        context,
        inOneStep(context, () => duplicate(context, input)),
      ),
    'action.remove': ({ action }) => removeAction(context, actionOf(store, action)),
    'script.preview': (input) => previewScript(context, input),
  };
}

/** What a form for the kind needs. */
export function kindView(kind: ActionKind): ActionKindView {
  return {
    kind: kind.kind,
    title: kind.title,
    description: kind.description,
    parameters: z.toJSONSchema(kind.parameters, { io: 'input' }),
    fileParameters: [...kind.fileParameters],
    secretParameters: [...kind.secretParameters],
    secureBoot: kind.secureBoot,
  };
}

/** Tells every window, and gives what the caller is told. */
function publish(context: CommandContext, action: Action): Action {
  const shown = publicAction(action);
  context.bus.publish({ kind: 'action', action: shown });
  return shown;
}

function addAction(context: CommandContext, input: CheckedInput<'action.add'>): Action {
  const untold = untoldSecret(input.kind, input.parameters);
  if (untold !== null) throw new Refusal('refused', { code: 'secret-again', parameter: untold });
  const parameters = checkedParameters(context, input.kind, input.parameters);
  return inOneStep(context, () =>
    context.store.actions.add({ name: input.name, kind: input.kind, parameters, ...lookOf(input) }),
  );
}

type Look = Partial<Pick<Action, 'icon' | 'colour'>>;

function lookOf({ icon, colour }: CheckedInput<'action.add'> | CheckedInput<'action.set'>): Look {
  return { ...(icon ? { icon } : {}), ...(colour ? { colour } : {}) };
}

function setAction(context: CommandContext, input: CheckedInput<'action.set'>): Action {
  const before = actionOf(context.store, input.action);
  if (input.parameters) guardAction(context, before);
  const parameters =
    input.parameters &&
    checkedParameters(
      context,
      before.kind,
      changed(before.parameters, withKeptSecrets(before.kind, before.parameters, input.parameters)),
    );
  return inOneStep(context, () =>
    context.store.actions.set(before.id, {
      ...(input.name ? { name: input.name } : {}),
      ...(parameters ? { parameters } : {}),
      ...lookOf(input),
    }),
  );
}

/** The copy of a built-in action is an ordinary one. */
function duplicate({ store }: CommandContext, input: CheckedInput<'action.duplicate'>): Action {
  const { name, kind, parameters, icon, colour } = actionOf(store, input.action);
  return store.actions.add({ name: input.name ?? freeName(store, name), kind, parameters, icon, colour });
}

/** `Lab Linux` becomes `Lab Linux 2`, and that `Lab Linux 3`. */
function freeName(store: CommandContext['store'], name: string): string {
  const stem = name.replace(/ \d{1,4}$/, '').slice(0, 58);
  let number = 2;
  while (store.actions.byName(`${stem} ${number}`)) number += 1;
  return `${stem} ${number}`;
}

type Parameters = Readonly<Record<string, unknown>>;

/** What is given takes the place of what was there; null takes a parameter away. */
function changed(before: Parameters, given: Parameters): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...before, ...given }).filter(([, value]) => value !== null));
}

/** The parameters as their kind wants them; each file that they name must be there to read. */
function checkedParameters(
  { firmware }: Pick<CommandContext, 'firmware'>,
  kindName: string,
  given: Record<string, unknown>,
): Record<string, unknown> {
  const kind = actionKind(kindName);
  if (!kind) {
    const known = actionKinds.map((each) => each.kind).join(', ');
    throw new Refusal('refused', { code: 'kind-unknown', kind: kindName, known });
  }
  const checked = kind.parameters.safeParse(given);
  if (!checked.success) {
    const broken = brokenRule(checked.error.issues);
    throw new Refusal('refused', { code: 'parameters-wrong', kind: kind.kind, title: kind.title, ...broken });
  }
  for (const { source } of kind.files(checked.data)) {
    if (source.kind === 'path') checkFile(source.path);
    else if (source.kind === 'image' && !isFolder(source.image)) checkFile(source.image);
  }
  const absent = kind.loaders(checked.data).find((name) => firmware.find(name) === null);
  if (absent !== undefined) throw new Refusal('refused', { code: 'tool-missing', name: absent });
  return checked.data as Record<string, unknown>;
}

/** An unpacked medium stands for its image. */
const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function checkFile(path: string): void {
  if (!existsSync(path)) throw new Refusal('refused', { code: 'file-missing', path });
  if (!statSync(path).isFile()) throw new Refusal('refused', { code: 'file-not-plain', path });
}

function removeAction(context: CommandContext, action: Action): Action {
  inOneStep(context, () => context.store.actions.remove(action.id));
  context.bus.publish({ kind: 'action-removed', id: action.id });
  return publicAction(action);
}

function previewScript(context: CommandContext, input: CheckedInput<'script.preview'>) {
  const computer = computerOf(context.store, input.computer);
  const serving = context.service.serving();
  if (!serving) throw new Refusal('refused', { code: 'serve-for-script' });
  const decided = context.machines.decide(computer);
  const saved = input.action === undefined ? decided.action : actionOf(context.store, input.action);
  const given = withKeptSecrets(saved.kind, saved.parameters, input.parameters ?? {});
  const action = { ...saved, parameters: { ...saved.parameters, ...given } };
  return {
    text: textOf({ machines: context.machines, serving }, computer, action, 'preview'),
    actionName: action.name,
    reason: input.action === undefined ? decided.decision.reason : null,
  };
}
