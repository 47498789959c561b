import { useEffect, useState } from 'react';
import type { CommandOutput, Snapshot } from '../../../electron/contract/api.ts';
import type { Phrase } from '../../../electron/contract/model.ts';
import { useCall, useConnection, useSnapshotPart } from '../../state/hooks.ts';
import { bootOf, tasksOf } from '../../state/select/lookup.ts';
import type { Proposal } from './deed.ts';

export type Consequence = CommandOutput<'task.consequence'>;

export type Asked =
  | { readonly state: 'looking' }
  | { readonly state: 'known'; readonly consequence: Consequence }
  | { readonly state: 'refused'; readonly why: Phrase };

/** Changes when a boot or a task of these computers does: then the engine is asked again. */
const mark = (snapshot: Snapshot, computers: readonly number[]): string =>
  computers
    .map((id) => {
      const boot = bootOf(snapshot, id);
      return `${boot?.id ?? 0}${boot?.stage ?? ''}${tasksOf(snapshot, id).length}`;
    })
    .join();

/** What the engine says that a proposal would do. What it said last stays until it has answered anew for the same seats. */
export function useConsequence({ computers, deed }: Proposal): Asked {
  const call = useCall();
  const asks = deed.kind === 'boot' && deed.when.mode !== 'schedule';
  const action = deed.kind === 'boot' ? deed.actionId : 0;
  const repeat = deed.kind === 'boot' && deed.when.mode === 'every boot' ? 'every boot' : 'once';
  const seats = computers.join();
  const changed = useSnapshotPart((snapshot) => (asks ? mark(snapshot, computers) : ''));
  const { connection } = useConnection();
  const [answer, setAnswer] = useState<{ readonly seats: string; readonly asked: Asked } | null>(null);
  useEffect(() => {
    if (!asks || changed === '' || connection !== 'connected') return;
    let stale = false;
    void call('task.consequence', { computers: seats.split(',').map(Number), action, repeat }).then((result) => {
      if (stale) return;
      const asked: Asked = result.ok
        ? { state: 'known', consequence: result.value }
        : { state: 'refused', why: result.phrase };
      setAnswer({ seats, asked });
    });
    return () => {
      stale = true;
    };
  }, [call, asks, action, repeat, seats, changed, connection]);
  return answer?.seats === seats ? answer.asked : { state: 'looking' };
}
