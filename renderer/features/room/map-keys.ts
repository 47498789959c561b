import { type KeyboardEvent, useRef, useState } from 'react';
import type { Room, Seat } from '../../../electron/contract/model.ts';
import { go } from '../../state/place.ts';
import { recall } from '../../state/remembered.ts';
import type { Proposal } from '../dock/deed.ts';
import { useKey } from '../dock/keys.ts';
import { useDesk } from '../dock/proposal.ts';
import type { Arranging } from './arranging.tsx';
import { isCursorKey, moveCursor, nextOf } from './cursor.ts';
import type { RoomSeats, SeatedView } from './room-seats.ts';
import { extendTo, pick, type Selection, selectionOf } from './selection.ts';
import type { SelectionUse } from './selection-context.tsx';
import { eraseKey, findByName, notTyping, otherKey, typeKey } from './typing.ts';

export interface MapKeysPort {
  readonly room: Room;
  readonly seats: RoomSeats;
  readonly cursor: Seat;
  readonly moveTo: (seat: Seat) => void;
  readonly selection: SelectionUse;
  readonly arranging: Arranging;
  readonly toggleLog: () => void;
}

/** What was typed so far and whom it finds; null while nobody types. */
export interface TypedName {
  readonly text: string;
  readonly found: SeatedView | null;
}

/** The keys of the map, for its `onKeyDown`. What is not its own it leaves to the rest of the page. */
export function useMapKeys(port: MapKeysPort) {
  const desk = useDesk();
  const typing = useRef(notTyping);
  /** What a first key changed, to be put back when a second one shows that it began a name. */
  const undone = useRef<{ readonly selection: Selection; readonly proposal: Proposal | null } | null>(null);
  const [typed, setTyped] = useState<TypedName | null>(null);

  // Before whoever takes it: Esc that puts a proposal away does not come to the map.
  useKey(true, (event) => {
    if (event.key.length > 1 && event.key !== 'Shift') typing.current = otherKey(typing.current);
  });
  const endTyping = () => {
    typing.current = notTyping;
    setTyped(null);
  };
  const showTyped = (text: string) => {
    const found = findByName(port.seats.list, text);
    if (found) port.moveTo(found.seat);
    setTyped({ text, found });
  };
  /** True when the key was a part of a name. */
  const type = (key: string, at: number): boolean => {
    const stroke = typeKey(typing.current, key, at);
    typing.current = stroke.typing;
    if (stroke.kind === 'shortcut') {
      setTyped(null);
      undone.current = { selection: port.selection.selection, proposal: desk.getState().proposal };
      return false;
    }
    const before = undone.current;
    if (stroke.late && before) {
      port.selection.change(() => before.selection);
      desk.propose(before.proposal);
    }
    undone.current = null;
    showTyped(stroke.typing.text);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const printable = plain && event.key.length === 1 && (event.key !== ' ' || typing.current.open);
    if (printable && type(event.key, event.timeStamp)) return taken(event);
    if (typing.current.open && event.key === 'Backspace') {
      typing.current = eraseKey(typing.current, event.timeStamp);
      if (typing.current.open) showTyped(typing.current.text);
      else endTyping();
      return taken(event);
    }
    if (typed && (event.key === 'Escape' || event.key === 'Enter')) {
      if (event.key === 'Enter' && typed.found)
        port.selection.change(() => selectionOf([typed.found?.id ?? 0], port.cursor));
      endTyping();
      return taken(event);
    }
    if (act(port, event)) taken(event);
  };
  return { onKeyDown, typed, endTyping };
}

function taken(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/** True when the key was one of the map's. */
function act(port: MapKeysPort, event: KeyboardEvent): boolean {
  const far = event.ctrlKey || event.metaKey;
  if (isCursorKey(event.key) && !event.altKey) {
    const seat = moveCursor(port.room, port.cursor, event.key, far);
    if (event.shiftKey) extend(port, seat);
    else port.selection.change((before) => (before.anchor === null ? before : { ...before, anchor: null }));
    port.moveTo(seat);
    return true;
  }
  if (event.altKey) return false;
  return far ? withCtrl(port, event.key.toLowerCase()) : alone(port, event);
}

function extend({ seats, cursor, selection }: MapKeysPort, seat: Seat): void {
  const occupantOf = (at: Seat) => seats.at(at)?.id ?? null;
  selection.change((before) =>
    extendTo(before.anchor ? before : { ...before, anchor: cursor }, seat, false, occupantOf),
  );
}

function withCtrl(port: MapKeysPort, key: string): boolean {
  const { seats, selection } = port;
  switch (key) {
    case 'a':
      selection.select(seats.list.map(({ id }) => id));
      return true;
    case 'x':
      return takeInHand(port);
    case 'v':
      return putDown(port);
    default:
      return false;
  }
}

function alone(port: MapKeysPort, event: KeyboardEvent): boolean {
  const { selection, seats, cursor } = port;
  switch (event.key) {
    case ' ':
      if (putDown(port)) return true;
      selection.change((before) =>
        pick(before, cursor, { add: true, extend: event.shiftKey }, (at) => seats.at(at)?.id ?? null),
      );
      return true;
    case 'Enter':
      return putDown(port) || open(port);
    default:
      return recall('singleKeys') !== false && letter(port, event.key);
  }
}

function letter(port: MapKeysPort, key: string): boolean {
  const { seats, cursor, selection, moveTo } = port;
  const where = (test: (seated: SeatedView) => boolean) => seats.list.filter(test);
  const choose = (seated: readonly SeatedView[]) =>
    selection.change(() =>
      selectionOf(
        seated.map(({ id }) => id),
        cursor,
      ),
    );
  switch (key) {
    case 'r':
      choose(where(({ seat }) => seat.row === cursor.row));
      return true;
    case 'c':
      choose(where(({ seat }) => seat.column === cursor.column));
      return true;
    case 't': {
      const next = nextOf(
        where(inTrouble).map(({ seat }) => seat),
        cursor,
      );
      if (next) moveTo(next);
      return true;
    }
    case 'T':
      choose(where(inTrouble));
      return true;
    case 'm':
      return takeInHand(port);
    case 'l':
      port.toggleLog();
      return true;
    default:
      return false;
  }
}

export const inTrouble = ({ view }: SeatedView): boolean => view.stage === 'failed' || view.stage === 'missed';

function takeInHand({ seats, cursor, selection, arranging }: MapKeysPort): boolean {
  const held = seats.at(cursor);
  if (!held) return false;
  const company = selection.ids.has(held.id) ? [...selection.ids] : [];
  arranging.take({ held: held.id, company });
  return true;
}

function putDown({ cursor, arranging }: MapKeysPort): boolean {
  if (!arranging.inHand) return false;
  arranging.put(arranging.inHand, cursor);
  return true;
}

function open({ room, seats, cursor }: MapKeysPort): boolean {
  const seated = seats.at(cursor);
  if (seated) go({ screen: 'room', room: room.id, computer: seated.id });
  return seated !== null;
}
