import { useEffect, useEffectEvent, useState } from 'react';
import type { Card } from '../../../electron/contract/model.ts';
import { useCall, useSnapshotPart } from '../../state/hooks.ts';
import { pluggedIn } from './cards.ts';

/** How often the cards are looked at while they are shown, in milliseconds: a cable that is plugged in shall be seen. */
const every = 2_000;

/**
 * The cards as they are now, looked at again and again, and what looks at once; `onPlugged` is told of a card whose link
 * came up meanwhile.
 */
export function useCards(onPlugged: (name: string) => void): readonly [readonly Card[], () => void] {
  const first = useSnapshotPart((snapshot) => snapshot.cards);
  const call = useCall();
  const [cards, setCards] = useState<readonly Card[]>(first);
  const [turn, setTurn] = useState(0);
  const look = useEffectEvent(async () => {
    const result = await call('cards.list', {});
    if (!result.ok) return;
    const plugged = pluggedIn(cards, result.value);
    setCards(result.value);
    if (plugged !== null) onPlugged(plugged);
  });
  useEffect(() => {
    void look();
    const timer = window.setInterval(() => void look(), every);
    return () => window.clearInterval(timer);
  }, [turn]);
  return [cards, () => setTurn(turn + 1)];
}
