import { useEffect, useState } from 'react';

/** The time now, drawn again every `every` milliseconds, at whole multiples so that all clocks of the page step together. */
export function useNow(every: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    let timer: number;
    const wait = () => {
      timer = window.setTimeout(step, every - (Date.now() % every));
    };
    const step = () => {
      setNow(Date.now());
      wait();
    };
    wait();
    return () => window.clearTimeout(timer);
  }, [every]);
  return now;
}
