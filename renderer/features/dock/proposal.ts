import { createContext, useContext, useMemo, useRef, useSyncExternalStore } from 'react';
import type { Proposal } from './deed.ts';
import type { Desk, DeskState } from './desk.ts';
import { type SeatProposal, seatProposal } from './seat-proposal.ts';

const DeskContext = createContext<Desk | null>(null);

export const DeskProvider = DeskContext.Provider;

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('a part of the page is used outside of ActsProvider');
  return desk;
}

/** A part of the desk; the component is drawn again only when it changes. */
export function useDeskPart<T>(select: (state: DeskState) => T): T {
  const desk = useDesk();
  return useSyncExternalStore(desk.subscribe, () => select(desk.getState()));
}

/** What is proposed and not yet done, or null. */
export const useProposal = (): Proposal | null => useDeskPart((state) => state.proposal);

/** What a tile shows of it: the action that its seat would get. The same object as long as it says the same. */
export function useSeatProposal(computerId: number): SeatProposal | null {
  const held = useRef<SeatProposal | null>(null);
  return useDeskPart((state) => {
    const next = seatProposal(state, computerId);
    if (!same(held.current, next)) held.current = next;
    return held.current;
  });
}

const same = (one: SeatProposal | null, other: SeatProposal | null): boolean =>
  one === other ||
  (one !== null &&
    other !== null &&
    one.actionId === other.actionId &&
    one.form === other.form &&
    one.kind === other.kind);

/** What the page can do to computers, from wherever it is. */
export interface Acts {
  /** Shows what would be done; nothing is sent. Null takes it away. */
  readonly propose: (proposal: Proposal | null) => void;
  /** Does it after five seconds, in which `undo` stops it. Whoever calls has shown the consequence. */
  readonly act: (proposal: Proposal) => void;
  /** Takes the newest act back. */
  readonly undo: () => Promise<void>;
}

export function useActs(): Acts {
  const desk = useDesk();
  return useMemo(
    () => ({
      propose: (proposal) => desk.propose(proposal),
      act: (proposal) => desk.act(proposal),
      undo: () => desk.undo(),
    }),
    [desk],
  );
}
