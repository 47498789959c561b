/** How long a button for several seats stays inert after it appeared or changed, in milliseconds. */
const inertFor = 300;

/** From this many seats on the number has to be typed. */
export const typedFrom = 10;

/** What stands between a proposal and its act. It grows with the damage. */
export type Guard =
  | { readonly kind: 'click' }
  /** A click, but not one that was meant for what stood there before. */
  | { readonly kind: 'pause'; readonly milliseconds: number }
  /** The number has to be typed. */
  | { readonly kind: 'type'; readonly number: number };

export interface Damage {
  /** How many seats it is about. */
  readonly count: number;
  /** It is every seat of a room. */
  readonly wholeRoom: boolean;
  readonly erasesDisk: boolean;
}

export function guardOf({ count, wholeRoom, erasesDisk }: Damage): Guard {
  if (erasesDisk || count >= typedFrom || (wholeRoom && count > 1)) return { kind: 'type', number: count };
  return count > 1 ? { kind: 'pause', milliseconds: inertFor } : { kind: 'click' };
}

/**
 * True when the guard lets the act through. `typed` is what stands in its field, `shownFor` how long this very
 * proposal has been shown, in milliseconds.
 */
export function isOpen(guard: Guard, typed: string, shownFor: number): boolean {
  switch (guard.kind) {
    case 'click':
      return true;
    case 'pause':
      return shownFor >= guard.milliseconds;
    case 'type':
      return typed.trim() === String(guard.number);
  }
}
