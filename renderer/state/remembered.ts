import { useCallback, useSyncExternalStore } from 'react';

/** What a window keeps over a reload. Everything else is the engine's. */
export interface Remembered {
  readonly language: 'en' | 'fr';
  readonly room: number;
  readonly logFilter: Readonly<Record<string, unknown>>;
  readonly logFolded: boolean;
  /** Whether single letters act in the map. */
  readonly singleKeys: boolean;
}

export type RememberedKey = keyof Remembered;

const isFlag = (value: unknown): boolean => typeof value === 'boolean';

/** Another version of the page may have written it. */
const checks: { readonly [K in RememberedKey]: (value: unknown) => boolean } = {
  language: (value) => value === 'en' || value === 'fr',
  room: (value) => Number.isSafeInteger(value) && (value as number) > 0,
  logFilter: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  logFolded: isFlag,
  singleKeys: isFlag,
};

const nameOf = (key: RememberedKey): string => `rollcall.${key}`;

/** Tells the other parts of this window; the browser tells the other windows by its `storage` event. */
const changed = 'rollcall-remembered';

/** Null when nothing is kept, or when it is not what this version keeps. */
export function recall<K extends RememberedKey>(key: K): Remembered[K] | null {
  return parsed(key, localStorage.getItem(nameOf(key)));
}

function parsed<K extends RememberedKey>(key: K, text: string | null): Remembered[K] | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return checks[key](value) ? (value as Remembered[K]) : null;
  } catch {
    return null;
  }
}

export function remember<K extends RememberedKey>(key: K, value: Remembered[K]): void {
  localStorage.setItem(nameOf(key), JSON.stringify(value));
  window.dispatchEvent(new Event(changed));
}

function listen(told: () => void): () => void {
  window.addEventListener('storage', told);
  window.addEventListener(changed, told);
  return () => {
    window.removeEventListener('storage', told);
    window.removeEventListener(changed, told);
  };
}

/** A remembered value as state, shared by all parts of the page. */
export function useRemembered<K extends RememberedKey>(
  key: K,
): readonly [Remembered[K] | null, (value: Remembered[K]) => void] {
  const text = useSyncExternalStore(listen, () => localStorage.getItem(nameOf(key)));
  const set = useCallback((value: Remembered[K]) => remember(key, value), [key]);
  return [parsed(key, text), set];
}
