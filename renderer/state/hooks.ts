import { createContext, useCallback, useContext, useRef, useState, useSyncExternalStore } from 'react';
import type { CommandInput, CommandName, CommandOutput, Snapshot } from '../../electron/contract/api.ts';
import type { Phrase } from '../../electron/contract/model.ts';
import { useRefusalWords } from '../i18n/phrase.ts';
import type { Store, View } from './store.ts';

const StoreContext = createContext<Store | null>(null);

export const StoreProvider = StoreContext.Provider;

function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error('a part of the page is used outside of StoreProvider');
  return store;
}

/** How the page stands to its engine; drawn again only when that changes. */
export interface ConnectionView extends Omit<View, 'snapshot'> {
  /** There is a picture to show, be it an old one. */
  readonly loaded: boolean;
}

export function useConnection(): ConnectionView {
  const store = useStore();
  const held = useRef<ConnectionView | null>(null);
  return useSyncExternalStore(store.subscribe, () => {
    const { snapshot, ...rest } = store.getView();
    const view = { ...rest, loaded: snapshot !== null };
    if (held.current === null || !sameFields(held.current, view)) held.current = view;
    return held.current;
  });
}

const sameFields = <T extends object>(one: T, other: T): boolean =>
  (Object.keys(one) as (keyof T)[]).every((key) => Object.is(one[key], other[key]));

/**
 * One part of the picture; the component is drawn again only when that part changes. A selector that makes a new value
 * each time gives `same` as well, which says when two values look alike.
 */
export function useSnapshotPart<T>(
  select: (snapshot: Snapshot) => T,
  same: (one: T, other: T) => boolean = Object.is,
): T {
  const store = useStore();
  const held = useRef<{ readonly value: T } | null>(null);
  const read = () => {
    const { snapshot } = store.getView();
    if (!snapshot) throw new Error('a part of the page is shown before the first snapshot');
    const value = select(snapshot);
    if (held.current === null || !same(held.current.value, value)) held.current = { value };
    return held.current.value;
  };
  return useSyncExternalStore(store.subscribe, read);
}

/** True for lists whose items are the same, in the same order. */
export const sameItems = <T>(one: readonly T[], other: readonly T[]): boolean =>
  one.length === other.length && one.every((item, index) => Object.is(item, other[index]));

/** The way to the engine, for what is not a single command of a button (pages of a list, an export). */
export function useCall(): Store['client']['call'] {
  const { client } = useStore();
  return useCallback((command, input) => client.call(command, input), [client]);
}

/** The picture as it is when it is asked for, for what happens at a click and need not be drawn again by changes. */
export function usePicture(): () => Snapshot | null {
  const store = useStore();
  return useCallback(() => store.getView().snapshot, [store]);
}

/** A command as a button needs it: run it, whether it runs, and why it was refused. */
export interface CommandRun<N extends CommandName> {
  readonly run: (input: CommandInput<N>) => Promise<CommandOutput<N> | null>;
  readonly pending: boolean;
  readonly refusal: string | null;
  /** The refusal before it is put into words. */
  readonly why: Phrase | null;
  /** Takes the sentence of the refusal away. */
  readonly forget: () => void;
}

export function useCommand<N extends CommandName>(command: N): CommandRun<N> {
  const say = useRefusalWords();
  const { client } = useStore();
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Phrase | null>(null);
  const run = useCallback(
    async (input: CommandInput<N>) => {
      setPending(true);
      const result = await client.call(command, input);
      setPending(false);
      setRefusal(result.ok ? null : result.phrase);
      return result.ok ? result.value : null;
    },
    [client, command],
  );
  const forget = useCallback(() => setRefusal(null), []);
  return { run, pending, refusal: refusal && say(refusal), why: refusal, forget };
}
