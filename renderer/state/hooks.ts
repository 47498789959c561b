import { createContext, useCallback, useContext, useState, useSyncExternalStore } from 'react';
import type { CommandInput, CommandName, CommandOutput, Snapshot } from '../../electron/contract/api.ts';
import type { Store, View } from './store.ts';

const StoreContext = createContext<Store | null>(null);

export const StoreProvider = StoreContext.Provider;

function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error('a part of the page is used outside of StoreProvider');
  return store;
}

export function useView(): View {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, store.getView);
}

/** The picture, in the parts of the page that are only shown when there is one. */
export function useSnapshot(): Snapshot {
  const { snapshot } = useView();
  if (!snapshot) throw new Error('a part of the page is shown before the first snapshot');
  return snapshot;
}

/** A command as a button needs it: run it, whether it runs, and why it was refused. */
export interface CommandRun<N extends CommandName> {
  readonly run: (input: CommandInput<N>) => Promise<CommandOutput<N> | null>;
  readonly pending: boolean;
  readonly refusal: string | null;
}

export function useCommand<N extends CommandName>(command: N): CommandRun<N> {
  const { client } = useStore();
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const run = useCallback(
    async (input: CommandInput<N>) => {
      setPending(true);
      const result = await client.call(command, input);
      setPending(false);
      setRefusal(result.ok ? null : result.message);
      return result.ok ? result.value : null;
    },
    [client, command],
  );
  return { run, pending, refusal };
}
