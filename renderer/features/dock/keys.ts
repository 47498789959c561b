import { useEffect, useRef } from 'react';
import type { Desk } from './desk.ts';

/** True where keys are text: a field, an editor, or anything inside a dialog, a menu or the palette. */
export function takesText(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]',
    ) !== null
  );
}

/** True for what Enter and Space press by themselves. */
export const isPressable = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, a, summary, [role="tab"], [role="radio"]') !== null;

/** True in the map of the room, and where nothing has the focus. */
export const inMap = (target: EventTarget | null): boolean =>
  target === document.body || (target instanceof Element && target.closest('[role="grid"]') !== null);

/** Listens for keys of the whole window; `capture` sees a key before the part of the page that has the focus. */
export function useKey(capture: boolean, heard: (event: KeyboardEvent) => void): void {
  const latest = useRef(heard);
  useEffect(() => {
    latest.current = heard;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => latest.current(event);
    window.addEventListener('keydown', listen, { capture });
    return () => window.removeEventListener('keydown', listen, { capture });
  }, [capture]);
}

/** Ctrl Z takes the last act back, from every screen; in a field it stays the field's. */
export function useUndoKey(desk: Desk): void {
  useKey(false, (event) => {
    const undo =
      (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'z';
    if (!undo || event.defaultPrevented || takesText(event.target)) return;
    event.preventDefault();
    void desk.undo();
  });
}
