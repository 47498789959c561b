import {
  type PointerEvent as ReactPointerEvent,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import type { Seat } from '../../../electron/contract/model.ts';
import type { Arrangement } from './arrange.ts';
import type { InHand } from './arranging.tsx';
import { type Box, boxBetween, type Geometry, type Point, seatAt, seatsIn } from './grid.ts';

/** How far the pointer goes before a press becomes a drag, in pixels: a hand shakes when it clicks. */
const dragFrom = 6;

/** What the pointer is doing over the map. */
export type Gesture =
  | { readonly kind: 'band'; readonly box: Box }
  | {
      readonly kind: 'drag';
      readonly hand: InHand;
      /** In the window, for what follows the pointer. */
      readonly at: Point;
      readonly target: Seat | null;
      readonly arrangement: Arrangement | null;
    };

export interface PointerPort {
  readonly geometry: Geometry;
  /** The element in which the geometry is drawn. */
  readonly floor: RefObject<HTMLElement | null>;
  readonly plan: (hand: InHand, seat: Seat) => Arrangement;
  readonly put: (hand: InHand, seat: Seat) => void;
  readonly bandBegins: () => void;
  readonly band: (seats: readonly Seat[], add: boolean) => void;
}

type Press = { readonly from: Point; readonly hand: InHand | null; readonly add: boolean; moved: boolean };

/**
 * Rubber bands and drags. A press begins with `press`; what follows is heard on the window, so that it goes on outside
 * of the map. `wasGesture` says whether the click that the browser sends afterwards belongs to a gesture.
 */
export function useMapPointer(port: PointerPort) {
  const [gesture, setGesture] = useState<Gesture | null>(null);
  const latest = useRef(port);
  useEffect(() => {
    latest.current = port;
  });
  const pressed = useRef<Press | null>(null);
  const ended = useRef(false);

  const press = useCallback((event: ReactPointerEvent, hand: InHand | null) => {
    if (event.button !== 0 || !event.isPrimary) return;
    ended.current = false;
    const from = { x: event.clientX, y: event.clientY };
    pressed.current = { from, hand, add: event.ctrlKey || event.metaKey || event.shiftKey, moved: false };
    const stop = follow(latest, pressed, setGesture, (moved) => {
      ended.current = moved;
      stop();
    });
  }, []);
  const wasGesture = useCallback(() => {
    const was = ended.current;
    ended.current = false;
    return was;
  }, []);
  return { gesture, press, wasGesture };
}

function follow(
  latest: RefObject<PointerPort>,
  pressed: RefObject<Press | null>,
  show: (gesture: Gesture | null) => void,
  end: (moved: boolean) => void,
): () => void {
  const move = (event: PointerEvent) => {
    const press = pressed.current;
    if (!press || (!press.moved && !isFar(press.from, event))) return;
    if (!press.moved && !press.hand) latest.current.bandBegins();
    press.moved = true;
    show(step(latest.current, press, event));
  };
  const finish = (event: PointerEvent) => {
    const press = pressed.current;
    const last = press?.moved ? step(latest.current, press, event) : null;
    if (last?.kind === 'drag' && last.target) latest.current.put(last.hand, last.target);
    leave(press?.moved ?? false);
  };
  const leave = (moved: boolean) => {
    pressed.current = null;
    show(null);
    end(moved);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !pressed.current?.moved) return;
    event.preventDefault();
    event.stopPropagation();
    leave(true);
  };
  const cancel = () => leave(true);
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', finish);
  window.addEventListener('pointercancel', cancel);
  window.addEventListener('keydown', key, { capture: true });
  return () => {
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', finish);
    window.removeEventListener('pointercancel', cancel);
    window.removeEventListener('keydown', key, { capture: true });
  };
}

const isFar = (from: Point, { clientX, clientY }: PointerEvent): boolean =>
  Math.hypot(clientX - from.x, clientY - from.y) >= dragFrom;

function step(port: PointerPort, { from, hand, add }: Press, { clientX, clientY }: PointerEvent): Gesture | null {
  const origin = port.floor.current?.getBoundingClientRect();
  if (!origin) return null;
  const inside = ({ x, y }: Point): Point => ({ x: x - origin.left, y: y - origin.top });
  const at = { x: clientX, y: clientY };
  if (hand) {
    const target = seatAt(port.geometry, inside(at));
    return { kind: 'drag', hand, at, target, arrangement: target && port.plan(hand, target) };
  }
  const box = boxBetween(inside(from), inside(at));
  port.band(seatsIn(port.geometry, box), add);
  return { kind: 'band', box };
}
