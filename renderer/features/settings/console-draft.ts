import type { Card } from '../../../electron/contract/model.ts';
import { type ConsolePlace, type NetworkConsole, passwordLength } from '../../../electron/contract/network-console.ts';

/** The form of the console on the network as it is filled in. */
export interface ConsoleDraft extends ConsolePlace {
  /** Empty: the one that is set stays. */
  readonly password: string;
}

const usualPort = 8_090;

/** Where it was last, else the first card that has an address: all cards are somebody's decision. */
export function consoleDraft({ place }: Pick<NetworkConsole, 'place'>, cards: readonly Card[]): ConsoleDraft {
  const first = cards.find(({ addresses }) => addresses.length > 0);
  const { card, port } = place ?? { card: first?.name ?? null, port: usualPort };
  return { card, port, password: '' };
}

/** Nothing would change by saving. */
export function isSaved({ card, port, password }: ConsoleDraft, view: NetworkConsole): boolean {
  return view.state === 'open' && password === '' && view.place?.card === card && view.place.port === port;
}

/** `missing`: there is none yet, and it cannot be opened without. */
export function passwordFault(password: string, { hasPassword }: Pick<NetworkConsole, 'hasPassword'>) {
  if (password === '') return hasPassword ? null : 'missing';
  return password.length < passwordLength.least ? 'short' : null;
}
