import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import type { Computer, Room, Seat } from '../../../electron/contract/model.ts';
import { useCommand, usePicture } from '../../state/hooks.ts';
import { computerOf, computersOfRoom } from '../../state/select/lookup.ts';
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
  /** The newest move can be taken back. */
  readonly undo: (() => void) | null;
  readonly refusal: string | null;
  readonly forget: () => void;
}

const ArrangingContext = createContext<Arranging | null>(null);

export function useArranging(): Arranging {
  const use = useContext(ArrangingContext);
  if (!use) throw new Error('a part of the room is used outside of ArrangingProvider');
  return use;
}

export function ArrangingProvider({ room, children }: { readonly room: Room; readonly children: ReactNode }) {
  const picture = usePicture();
  const { run, refusal, forget } = useCommand('seats.arrange');
  const [inHand, take] = useState<InHand | null>(null);
  const [before, setBefore] = useState<readonly Move[] | null>(null);

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
  const send = useCallback(
    async (moves: readonly Move[]) => {
      const snapshot = picture();
      const places = snapshot ? moves.flatMap((move) => placeOf(computerOf(snapshot, move.computer))) : [];
      setBefore(places);
      if ((await run({ moves: [...moves] })) === null) setBefore(null);
    },
    [picture, run],
  );
  const value = useMemo<Arranging>(() => {
    const plan = ({ held, company }: InHand, seat: Seat) => arrange(floor(room), held, company, seat);
    return {
      inHand,
      take,
      plan,
      put: (hand, seat) => {
        const arrangement = plan(hand, seat);
        take(null);
        if ('moves' in arrangement) void send(arrangement.moves);
      },
      takeAway: (ids) => void send(ids.map((computer) => ({ computer, room: null, seat: null }))),
      toRoom: (ids, target) => void send(fill(floor(target), ids)),
      undo: before && (() => void run({ moves: [...before] }).then(() => setBefore(null))),
      refusal,
      forget: () => {
        forget();
        setBefore(null);
      },
    };
  }, [inHand, room, floor, send, run, before, refusal, forget]);
  return <ArrangingContext value={value}>{children}</ArrangingContext>;
}

const placeOf = (computer: Computer | null): Move[] =>
  computer ? [{ computer: computer.id, room: computer.roomId, seat: computer.seat }] : [];

/** To the free seats one after the other; those for whom there is none come to the room without a seat. */
function fill(floor: Floor, ids: readonly number[]): Move[] {
  let sitting = floor.sitting;
  return ids.map((computer) => {
    const seat = firstFreeSeat({ ...floor, sitting });
    if (seat) sitting = [...sitting, { id: computer, seat }];
    return { computer, room: floor.roomId, seat };
  });
}
