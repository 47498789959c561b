import { type Ref, Refusal } from '../../contract/api.ts';
import { type Action, type Computer, Mac, type Room } from '../../contract/model.ts';
import type { Store } from '../../store/port.ts';

/** The computer that somebody means by a number, a MAC address or a name. Refused when there is none, or several. */
export function computerOf(store: Store, ref: Ref): Computer {
  const found = typeof ref === 'number' ? byNumber(store, ref) : byWord(store, ref);
  if (!found) throw new Refusal('not-found', { code: 'computer-missing', ref: String(ref) });
  return found;
}

function byNumber(store: Store, id: number): Computer | null {
  return store.computers.byId(id);
}

function byWord(store: Store, word: string): Computer | null {
  const mac = Mac.safeParse(word);
  if (mac.success) return store.computers.byMac(mac.data);
  const named = store.computers.byName(word);
  if (named.length > 1) {
    const macs = named.map((computer) => computer.mac).join(', ');
    throw new Refusal('conflict', { code: 'computers-same-name', count: named.length, name: word, macs });
  }
  return named[0] ?? (isNumber(word) ? byNumber(store, Number(word)) : null);
}

export function roomOf(store: Store, ref: Ref): Room {
  const found = findRoom(store, ref);
  if (!found) throw new Refusal('not-found', { code: 'room-missing', ref: String(ref) });
  return found;
}

/** As `roomOf`; null when there is none. */
export function findRoom(store: Store, ref: Ref): Room | null {
  return pick(
    ref,
    (id) => store.rooms.byId(id),
    (name) => store.rooms.byName(name),
  );
}

export function actionOf(store: Store, ref: Ref): Action {
  const found = pick(
    ref,
    (id) => store.actions.byId(id),
    (name) => store.actions.byName(name),
  );
  if (!found) throw new Refusal('not-found', { code: 'action-missing', ref: String(ref) });
  return found;
}

function pick<T>(ref: Ref, byId: (id: number) => T | null, byName: (name: string) => T | null): T | null {
  if (typeof ref === 'number') return byId(ref);
  return byName(ref) ?? (isNumber(ref) ? byId(Number(ref)) : null);
}

function isNumber(word: string): boolean {
  return /^[1-9]\d{0,8}$/.test(word);
}
