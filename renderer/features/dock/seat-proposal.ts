import type { Deed, Proposal } from './deed.ts';
import type { DeskState } from './desk.ts';

/** `→ X` on a tile. */
export interface SeatProposal {
  readonly kind: Deed['kind'];
  /** Null: woken alone, or its default is its room's again. */
  readonly actionId: number | null;
  /** `proposed`: nothing is done. `waiting`: in its time to undo. `sending`: the engine has not answered yet. */
  readonly form: 'proposed' | 'waiting' | 'sending';
}

/** Which proposals a computer is in, as a set a proposal: made once, asked by every tile. */
const members = new WeakMap<Proposal, ReadonlySet<number>>();

function has(proposal: Proposal, computerId: number): boolean {
  const known = members.get(proposal) ?? new Set(proposal.computers);
  members.set(proposal, known);
  return known.has(computerId);
}

/** What is about to happen to one computer: what is proposed goes before what waits, the newest act before the others. */
export function seatProposal(
  { proposal, waiting }: Pick<DeskState, 'proposal' | 'waiting'>,
  computerId: number,
): SeatProposal | null {
  if (proposal && has(proposal, computerId)) return shown(proposal, 'proposed');
  const act = waiting.findLast((one) => has(one.proposal, computerId));
  return act ? shown(act.proposal, act.sending ? 'sending' : 'waiting') : null;
}

const shown = ({ deed }: Proposal, form: SeatProposal['form']): SeatProposal => ({
  kind: deed.kind,
  actionId: deed.kind === 'wake' ? null : deed.actionId,
  form,
});
