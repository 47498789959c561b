import {
  type MouseEvent,
  type PointerEvent,
  type UIEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { createPortal } from 'react-dom';
import type { Room, Seat } from '../../../electron/contract/model.ts';
import { sameSeat } from '../../../electron/contract/seat-order.ts';
import { useWords } from '../../i18n/index.ts';
import { useNow } from '../../state/clock.ts';
import { go } from '../../state/place.ts';
import { useArranging } from './arranging.tsx';
import { type Geometry, layOut, rowsInView } from './grid.ts';
import { gridProps } from './grid-roles.ts';
import { MapHeads, TeachersDesk } from './map-heads.tsx';
import { useMapKeys } from './map-keys.ts';
import { MapNotes, SeatStrip } from './map-notes.tsx';
import { BandBox, DragGhost, DropMark } from './map-overlay.tsx';
import { MapRow } from './map-row.tsx';
import { type PointerPort, useMapPointer } from './pointer.ts';
import classes from './room-map.module.css';
import type { RoomSeats } from './room-seats.ts';
import { seatOfKey } from './seat.ts';
import { band, type Modifiers, pick, type Selection } from './selection.ts';
import { useSelection } from './selection-context.tsx';
import { useSize } from './size.ts';
import { useTongue } from './tongue.ts';
import { Unseated } from './unseated.tsx';

export interface RoomMapProps {
  readonly room: Room;
  readonly seats: RoomSeats;
  /** Where the machines without a seat are listed while somebody wants to see them: beside the map, which keeps its size. */
  readonly listedIn: HTMLElement | null;
  readonly toggleLog: () => void;
}

/** From this height of a tile on it has a line for a detail, in pixels. */
const detailFrom = 100;
/** A room with more seats than this draws only the rows that are in view. */
const drawAllUpTo = 400;

/** The room as it stands: seats to point at, to select, to move. */
export function RoomMap({ room, seats, listedIn, toggleLog }: RoomMapProps) {
  const t = useWords('room');
  const floor = useRef<HTMLTableElement>(null);
  const view = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(view);
  const geometry = useMemo(() => layOut(room, { width, height }), [room, width, height]);
  const selection = useSelection();
  const arranging = useArranging();
  const [cursor, moveTo] = useCursor(room, view);
  const [over, setOver] = useState<Seat | null>(null);
  const [top, setTop] = useState(0);
  useKeptFocus(seats, cursor, moveTo, floor);
  const pointer = usePointerOf({ geometry, floor, seats });
  const keys = useMapKeys({ room, seats, cursor, moveTo, selection, arranging, toggleLog });
  const rows = useRows(room, geometry, top, height, cursor);
  const detail = geometry.tile.height >= detailFrom;
  const now = useNow(10_000);
  const tongue = useTongue();

  const click = (event: MouseEvent) => {
    if (pointer.wasGesture()) return;
    const seat = seatOf(event);
    keys.endTyping();
    if (!seat) {
      if (!modifiersOf(event).add) selection.clear();
      return;
    }
    moveTo(seat);
    if (arranging.inHand) arranging.put(arranging.inHand, seat);
    else {
      const begun = (before: Selection) => (before.anchor ? before : { ...before, anchor: cursor });
      const modifiers = modifiersOf(event);
      selection.change((before) => pick(begun(before), seat, modifiers, (at) => seats.at(at)?.id ?? null));
    }
  };
  const open = (event: MouseEvent) => {
    const id = seats.at(seatOf(event) ?? { row: 0, column: 0 })?.id;
    if (id !== undefined) go({ screen: 'room', room: room.id, computer: id });
  };
  const press = (event: PointerEvent) => {
    const held = seats.at(seatOf(event) ?? { row: 0, column: 0 })?.id;
    if (arranging.inHand) return;
    const company = held !== undefined && selection.ids.has(held) ? [...selection.ids] : [];
    pointer.press(event, held === undefined ? null : { held, company });
  };
  return (
    <div className={classes.whole}>
      <div className={classes.around}>
        <div
          ref={view}
          className={classes.view}
          onScroll={(event: UIEvent<HTMLElement>) => setTop(event.currentTarget.scrollTop)}
        >
          {width > 0 && (
            <div
              className={classes.floor}
              style={{ width: Math.max(geometry.width, width - 1), height: Math.max(geometry.height, height - 1) }}
            >
              <TeachersDesk geometry={geometry} desk={room.desk} />
              {/* A table by its meaning alone: every cell has its own place, so that aisles and rubber bands are plain numbers. */}
              <table
                ref={floor}
                {...gridProps}
                className={classes.grid}
                data-hand={arranging.inHand !== null || pointer.gesture?.kind === 'drag' || undefined}
                aria-label={t('map', { name: room.name })}
                aria-rowcount={room.rows + 1}
                aria-colcount={room.columns + 1}
                onPointerDown={press}
                onClick={click}
                onDoubleClick={open}
                onPointerOver={(event) => setOver(seatOf(event))}
                onPointerLeave={() => setOver(null)}
                onKeyDown={keys.onKeyDown}
              >
                <MapHeads room={room} geometry={geometry} seats={seats} />
                <tbody>
                  {rows.map((row) => (
                    <MapRow
                      key={row}
                      row={row}
                      columns={room.columns}
                      geometry={geometry}
                      seats={seats}
                      cursor={cursor.row === row ? cursor.column : null}
                      selected={selection.ids}
                      inHand={arranging.inHand ?? (pointer.gesture?.kind === 'drag' ? pointer.gesture.hand : null)}
                      now={detail ? now : 0}
                      tongue={tongue}
                    />
                  ))}
                </tbody>
              </table>
              <BandBox gesture={pointer.gesture} />
              <DropMark geometry={geometry} gesture={pointer.gesture} />
            </div>
          )}
        </div>
        {listedIn && createPortal(<Unseated room={room} press={pointer.press} />, listedIn)}
        <MapNotes typed={keys.typed} />
        <DragGhost gesture={pointer.gesture} seats={seats} />
      </div>
      {geometry.density === 'small' && <SeatStrip seats={seats} seat={over ?? cursor} />}
    </div>
  );
}

const modifiersOf = (event: MouseEvent): Modifiers => ({
  add: event.ctrlKey || event.metaKey,
  extend: event.shiftKey,
});

/** The seat that an event is about. */
function seatOf({ target }: { readonly target: EventTarget }): Seat | null {
  const tile = target instanceof Element ? target.closest<HTMLElement>('[data-seat]') : null;
  return seatOfKey(tile?.dataset.seat);
}

const firstSeat: Seat = { row: 1, column: 1 };

/** The keyboard's seat. It stays in the room when the room shrinks; moving it brings the focus along. */
function useCursor(room: Room, view: { readonly current: HTMLElement | null }) {
  const [kept, keep] = useState<{ readonly room: number; readonly seat: Seat } | null>(null);
  const at = kept?.room === room.id ? kept.seat : firstSeat;
  const [wanted, setWanted] = useState<Seat | null>(null);
  const cursor = useMemo(
    () => ({ row: Math.min(at.row, room.rows), column: Math.min(at.column, room.columns) }),
    [at, room.rows, room.columns],
  );
  const moveTo = useCallback(
    (seat: Seat) => {
      keep((before) => (before?.room === room.id && sameSeat(before.seat, seat) ? before : { room: room.id, seat }));
      setWanted(seat);
    },
    [room.id],
  );
  useEffect(() => {
    if (!wanted) return;
    const tile = view.current?.querySelector<HTMLElement>(`[data-seat="${wanted.row}.${wanted.column}"]`);
    tile?.focus({ preventScroll: true });
    tile?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    setWanted(null);
  }, [wanted, view]);
  return [cursor, moveTo] as const;
}

/**
 * A machine that comes to the seat of the cursor, or leaves it, replaces the element that had the focus: whoever works by
 * keyboard stays where they are. After a press of the pointer the focus is where the pointer was.
 */
function useKeptFocus(
  seats: RoomSeats,
  cursor: Seat,
  moveTo: (seat: Seat) => void,
  floor: { readonly current: HTMLElement | null },
): void {
  const byKeys = useRef(false);
  useEffect(() => {
    const key = ({ target }: KeyboardEvent) => {
      byKeys.current = target instanceof Node && (floor.current?.contains(target) ?? false);
    };
    const point = () => {
      byKeys.current = false;
    };
    document.addEventListener('keydown', key, { capture: true });
    document.addEventListener('pointerdown', point, { capture: true });
    return () => {
      document.removeEventListener('keydown', key, { capture: true });
      document.removeEventListener('pointerdown', point, { capture: true });
    };
  }, [floor]);
  const shown = useRef(seats);
  useEffect(() => {
    if (shown.current === seats) return;
    shown.current = seats;
    if (byKeys.current && document.activeElement === document.body) moveTo(cursor);
  });
}

function usePointerOf({
  geometry,
  floor,
  seats,
}: Pick<PointerPort, 'geometry' | 'floor'> & { readonly seats: RoomSeats }) {
  const { selection, change } = useSelection();
  const { plan, put } = useArranging();
  const before = useRef<Selection>(selection);
  return useMapPointer({
    geometry,
    floor,
    plan,
    put,
    bandBegins: () => {
      before.current = selection;
    },
    band: (caught, add) => change(() => band(before.current, caught, add, (seat) => seats.at(seat)?.id ?? null)),
  });
}

/** The rows to draw: all of a usual room; of a huge one those in view and that of the cursor, which has the focus. */
function useRows(room: Room, geometry: Geometry, top: number, height: number, cursor: Seat): readonly number[] {
  return useMemo(() => {
    const all = Array.from({ length: room.rows }, (_, index) => index + 1);
    if (room.rows * room.columns <= drawAllUpTo) return all;
    const { first, last } = rowsInView(geometry, top, height);
    return all.filter((row) => (row >= first && row <= last) || row === cursor.row);
  }, [room.rows, room.columns, geometry, top, height, cursor.row]);
}
