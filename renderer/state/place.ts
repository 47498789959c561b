import { useSyncExternalStore } from 'react';

/**
 * Where the page is, as its address says: `#/room/3`, `#/room/3/computer/17` (its drawer is open), `#/exam`, `#/tasks`,
 * `#/history`, `#/actions/5`, `#/log`, `#/settings`, `#/start`. An address works after a reload and in a bookmark.
 */
export type Place =
  /** `room` null: the one that was looked at last. */
  | { readonly screen: 'room'; readonly room: number | null; readonly computer: number | null }
  | { readonly screen: 'exam' }
  | { readonly screen: 'tasks' }
  | { readonly screen: 'history' }
  | { readonly screen: 'actions'; readonly action: number | null }
  | { readonly screen: 'log' }
  | { readonly screen: 'settings' }
  /** Choosing a card and starting to serve. */
  | { readonly screen: 'start' };

export type Screen = Place['screen'];

const idOf = (text: string | undefined): number | null =>
  text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;

/** An address that names nothing we know is the room. */
export function placeOf(hash: string): Place {
  const [screen, first, word, second] = hash.replace(/^#\/?/, '').split('/');
  switch (screen) {
    case 'exam':
    case 'tasks':
    case 'history':
    case 'log':
    case 'settings':
    case 'start':
      return { screen };
    case 'actions':
      return { screen, action: idOf(first) };
    default:
      return { screen: 'room', room: idOf(first), computer: word === 'computer' ? idOf(second) : null };
  }
}

export function hashOf(place: Place): string {
  switch (place.screen) {
    case 'room':
      if (place.computer !== null) return `#/room/${place.room ?? '-'}/computer/${place.computer}`;
      return place.room === null ? '#/room' : `#/room/${place.room}`;
    case 'actions':
      return place.action === null ? '#/actions' : `#/actions/${place.action}`;
    default:
      return `#/${place.screen}`;
  }
}

export function go(place: Place): void {
  window.location.hash = hashOf(place);
}

function listen(told: () => void): () => void {
  window.addEventListener('hashchange', told);
  return () => window.removeEventListener('hashchange', told);
}

export function usePlace(): Place {
  const hash = useSyncExternalStore(listen, () => window.location.hash);
  return placeOf(hash);
}
