import type { ActionKindView, Snapshot } from '../../../electron/contract/api.ts';
import type { Action } from '../../../electron/contract/model.ts';
import { lintScript } from '../../../electron/ipxe/lint.ts';
import { scriptLines } from '../../../electron/ipxe/tokens.ts';

/** One kind with how many actions it has, in the order in which kinds are offered. */
export interface Group {
  readonly kind: string;
  readonly count: number;
}

export function groupsOf(actions: readonly Action[], kinds: readonly ActionKindView[]): readonly Group[] {
  return kinds.map(({ kind }) => ({ kind, count: actions.filter((action) => action.kind === kind).length }));
}

/** The actions of a kind (null: all) that have the words in their name or parameters, by name. */
export function foundActions(
  actions: readonly Action[],
  kind: string | null,
  words: string,
  language: string,
): readonly Action[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const order = new Intl.Collator(language, { numeric: true });
  return actions
    .filter((action) => kind === null || action.kind === kind)
    .filter((action) => {
      const text = `${action.name} ${JSON.stringify(action.parameters)}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    })
    .sort((a, b) => order.compare(a.name, b.name));
}

/** Where an action is used now. */
export interface Usage {
  readonly everywhere: boolean;
  readonly rooms: readonly string[];
  readonly computers: number;
  readonly tasks: number;
}

export function usageOf(
  action: Action,
  { preferences, rooms, computers, tasks }: Pick<Snapshot, 'preferences' | 'rooms' | 'computers' | 'tasks'>,
): Usage {
  return {
    everywhere: preferences.globalDefaultActionId === action.id,
    rooms: rooms.filter(({ defaultActionId }) => defaultActionId === action.id).map(({ name }) => name),
    computers: computers.filter(({ defaultActionId }) => defaultActionId === action.id).length,
    tasks: tasks.filter(({ actionId, state }) => actionId === action.id && state !== 'done').length,
  };
}

/** What an action does, in one line of the card. */
export type Summary =
  | { readonly kind: 'script'; readonly lines: number; readonly faults: number }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** Nothing was told to it: its kind says it all. */
  | { readonly kind: 'none' };

export function summaryOf(action: Action, fileParameters: readonly string[]): Summary {
  const { text } = action.parameters;
  if (action.kind === 'script' && typeof text === 'string')
    return { kind: 'script', lines: scriptLines(text).length, faults: warnings(text) };
  const words = Object.entries(action.parameters).flatMap(([name, value]) =>
    said(value, fileParameters.includes(name)),
  );
  return words.length === 0 ? { kind: 'none' } : { kind: 'words', words };
}

const warnings = (text: string): number => lintScript(text).filter(({ severity }) => severity !== 'hint').length;

function said(value: unknown, isFile: boolean): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => said(item, isFile));
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'string' || value === '') return [];
  return [isFile ? bareName(value) : value];
}

/** The last part of a path, in the style of either system. */
export const bareName = (path: string): string => path.replace(/^.*[\\/]/s, '');
