import { useEffect } from 'react';
import { isPressable, takesText } from '../dock/keys.ts';
import { useArranging } from './arranging.tsx';
import { useSelection } from './selection-context.tsx';

/**
 * Esc, wherever the focus is: puts back what is in hand, else lets the selection go. It listens on the document, so
 * that the map comes before it and the drawer, which listens on the window, after it.
 */
export function useRoomEscape(): void {
  const { ids, clear } = useSelection();
  const { inHand, take } = useArranging();
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const elsewhere = takesText(event.target) && !isPressable(event.target);
      if (event.key !== 'Escape' || event.defaultPrevented || elsewhere) return;
      if (inHand) take(null);
      else if (ids.size > 0) clear();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [ids, clear, inHand, take]);
}
