import { type ReactNode, useEffect, useRef } from 'react';
import { useCall, usePicture } from '../../state/hooks.ts';
import { ActStrip } from './act-strip.tsx';
import { Desk } from './desk.ts';
import { useUndoKey } from './keys.ts';
import { DeskProvider } from './proposal.ts';

/** Holds what this window is about to do to computers, on whichever screen it is. */
export function ActsProvider({ children }: { readonly children: ReactNode }) {
  const call = useCall();
  const picture = usePicture();
  const held = useRef<Desk | null>(null);
  held.current ??= new Desk({
    call,
    picture,
    now: () => Date.now(),
    after: (milliseconds, then) => {
      const timer = window.setTimeout(then, milliseconds);
      return () => window.clearTimeout(timer);
    },
  });
  const desk = held.current;
  useUndoKey(desk);
  useEffect(() => {
    const closes = () => desk.sendAll();
    window.addEventListener('pagehide', closes);
    return () => window.removeEventListener('pagehide', closes);
  }, [desk]);
  return (
    <DeskProvider value={desk}>
      {children}
      <ActStrip />
    </DeskProvider>
  );
}
