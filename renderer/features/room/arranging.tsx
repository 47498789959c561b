import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import type { Room, Seat } from '../../../electron/contract/model.ts';
import { usePicture } from '../../state/hooks.ts';
import { computersOfRoom } from '../../state/select/lookup.ts';
import { moveMachines } from '../dock/changes.ts';
import { useDesk } from '../dock/proposal.ts';
import { type Arrangement, arrange, type Floor, firstFreeSeat, type Move } from './arrange.ts';

/** A machine that was taken in hand to be put on a seat, and those that come with it. */
export interface InHand {
  readonly held: number;
  readonly company: readonly number[];
}

/** Moving machines: by a drop, or by taking them in hand and putting them down, which needs no dragging. */
export interface Arranging {
  readonly inHand: InHand | null;
  readonly take: (hand: InHand | null) => void;
  /** What putting them there would do; changes nothing. */
  readonly plan: (hand: InHand, seat: Seat) => Arrangement;
  readonly put: (hand: InHand, seat: Seat) => void;
  readonly takeAway: (ids: readonly number[]) => void;
  /** To the first free seats of another room. */
  readonly toRoom: (ids: readonly number[], room: Room) => void;
}

const ArrangingContext = createContext<Arranging | null>(null);

export function useArranging(): Arranging {
  const use = useContext(ArrangingContext);
  if (!use) throw new Error('a part of the room is used outside of ArrangingProvider');
  return use;
}

/** A move is done at once, since nothing leaves the card for it; the desk says so and takes it back. */
export function ArrangingProvider({ room, children }: { readonly room: Room; readonly children: ReactNode }) {
  const picture = usePicture();
  const desk = useDesk();
  const [kept, keep] = useState<{ readonly room: number; readonly hand: InHand } | null>(null);
  const inHand = kept?.room === room.id ? kept.hand : null;

  const floor = useCallback(
    (of: Room): Floor => {
      const snapshot = picture();
      const computers = snapshot ? computersOfRoom(snapshot, of.id) : [];
      return {
        roomId: of.id,
        rows: of.rows,
        columns: of.columns,
        sitting: computers.flatMap(({ id, seat }) => (seat ? [{ id, seat }] : [])),
      };
    },
    [picture],
  );
  const value = useMemo<Arranging>(() => {
    const take = (hand: InHand | null) => keep(hand && { room: room.id, hand });
    const send = (moves: readonly Move[]) => void desk.change(moveMachines(moves));
    const plan = ({ held, company }: InHand, seat: Seat) => arrange(floor(room), held, company, seat);
    return {
      inHand,
      take,
      plan,
      put: (hand, seat) => {
        const arrangement = plan(hand, seat);
        take(null);
        if ('moves' in arrangement) send(arrangement.moves);
      },
      takeAway: (ids) => send(ids.map((computer) => ({ computer, room: null, seat: null }))),
      toRoom: (ids, target) => send(fill(floor(target), ids)),
    };
  }, [inHand, room, floor, desk]);
  return <ArrangingContext value={value}>{children}</ArrangingContext>;
}

/** To the free seats one after the other; those for whom there is none come to the room without a seat. */
function fill(floor: Floor, ids: readonly number[]): Move[] {
  let sitting = floor.sitting;
  return ids.map((computer) => {
    const seat = firstFreeSeat({ ...floor, sitting });
    if (seat) sitting = [...sitting, { id: computer, seat }];
    return { computer, room: floor.roomId, seat };
  });
}
