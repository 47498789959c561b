import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';

/** How near to the end still counts as the end, in pixels: a little more than one line. */
const nearEnd = 40;

export interface StickToEnd {
  readonly area: RefObject<HTMLDivElement | null>;
  readonly atEnd: boolean;
  /** For the area's `onScroll`. */
  readonly watch: () => void;
  readonly goToEnd: () => void;
}

/** Keeps a scrolled area at its end while `content` grows, unless the reader has scrolled away from it. */
export function useStickToEnd(content: unknown): StickToEnd {
  const area = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const goToEnd = useCallback(() => {
    const element = area.current;
    if (element) element.scrollTop = element.scrollHeight;
    setAtEnd(true);
  }, []);
  const watch = useCallback(() => {
    const element = area.current;
    if (element) setAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd);
  }, []);
  useLayoutEffect(() => {
    if (content && atEnd && area.current) area.current.scrollTop = area.current.scrollHeight;
  }, [content, atEnd]);
  return { area, atEnd, watch, goToEnd };
}
