import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';

/** How near to the end still counts as the end, in pixels: a little more than one line. */
const nearEnd = 32;

export interface Stick {
  readonly atEnd: boolean;
  /** For the area's `onScroll`. */
  readonly watch: () => void;
  readonly goToEnd: () => void;
}

/**
 * Keeps a scrolled area at its end while its height (pixels) grows, unless the reader has scrolled away from it; then
 * keeps what is read in its place when older lines come in above it (`first` is the key of the first row).
 */
export function useStick(area: RefObject<HTMLDivElement | null>, height: number, first: number): Stick {
  const [atEnd, setAtEnd] = useState(true);
  const before = useRef({ height, first });
  const goToEnd = useCallback(() => {
    if (area.current) area.current.scrollTop = area.current.scrollHeight;
    setAtEnd(true);
  }, [area]);
  const watch = useCallback(() => {
    const element = area.current;
    if (element) setAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd);
  }, [area]);
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    if (atEnd) element.scrollTop = element.scrollHeight;
    else if (first < before.current.first) element.scrollTop += height - before.current.height;
    before.current = { height, first };
  }, [area, atEnd, height, first]);
  return { atEnd, watch, goToEnd };
}
