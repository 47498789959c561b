import type { Snapshot } from '../../../electron/contract/api.ts';
import type { Phrase } from '../../../electron/contract/model.ts';
import { isOff } from '../../../electron/contract/stage.ts';
import { bootOf, computerOf } from '../../state/select/lookup.ts';
import { type Proposal, windowOf } from './deed.ts';
import type { DeskPort } from './desk.ts';
import type { Change } from './undo.ts';

/** What came of it. Both: a part was done (the tasks are there, the magic packet could not be sent). */
export interface Carried {
  readonly change: Change | null;
  readonly refusal: Phrase | null;
}

/** Sends a proposal to the engine. */
export async function carryOut(port: DeskPort, proposal: Proposal): Promise<Carried> {
  switch (proposal.deed.kind) {
    case 'boot':
      return boot(port, proposal, proposal.deed);
    case 'default':
      return setDefaults(port, proposal.computers, proposal.deed.actionId);
    case 'wake':
      return wake(port, proposal.computers, { kind: 'nothing' });
  }
}

async function boot(
  port: DeskPort,
  { computers }: Proposal,
  deed: Extract<Proposal['deed'], { kind: 'boot' }>,
): Promise<Carried> {
  const { repeat, notBefore, notAfter } = windowOf(deed.when, port.now());
  const asleep = deed.wake ? offOf(port.picture(), computers, port.now()) : [];
  const added = await port.call('task.add', {
    computers: [...computers],
    action: deed.actionId,
    repeat,
    notBefore,
    notAfter,
  });
  if (!added.ok) return { change: null, refusal: added.phrase };
  const change: Change = { kind: 'tasks', ids: added.value.map(({ id }) => id) };
  return asleep.length === 0 ? { change, refusal: null } : wake(port, asleep, change);
}

async function wake(port: DeskPort, computers: readonly number[], change: Change): Promise<Carried> {
  const woken = await port.call('computer.wake', { computers: [...computers] });
  const nothingDone = !woken.ok && change.kind === 'nothing';
  return { change: nothingDone ? null : change, refusal: woken.ok ? null : woken.phrase };
}

/** One after the other; the first refusal ends it, and what was set can be undone. */
async function setDefaults(port: DeskPort, computers: readonly number[], actionId: number | null): Promise<Carried> {
  const picture = port.picture();
  const before: { computer: number; defaultAction: number | null }[] = [];
  for (const computer of computers) {
    const set = await port.call('computer.set', { computer, defaultAction: actionId });
    if (!set.ok) return { change: before.length > 0 ? { kind: 'defaults', before } : null, refusal: set.phrase };
    before.push({ computer, defaultAction: picture ? (computerOf(picture, computer)?.defaultActionId ?? null) : null });
  }
  return { change: { kind: 'defaults', before }, refusal: null };
}

/** Those of whom nothing was heard for so long that they count as off. */
export const offOf = (picture: Snapshot | null, computers: readonly number[], now: number): number[] =>
  computers.filter((id) => isOff(picture ? bootOf(picture, id) : null, now));
