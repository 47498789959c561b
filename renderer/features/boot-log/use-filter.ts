import { useDebouncedValue } from '@mantine/hooks';
import { useCallback, useMemo, useState } from 'react';
import { useRemembered } from '../../state/remembered.ts';
import { keptFilter, type LogFilter } from './filter.ts';

/** The filter of this window. What is typed acts after a breath; `computers` is chosen by the screen around it. */
export function useFilter(computers: ReadonlySet<number> | null) {
  const [kept, keep] = useRemembered('logFilter');
  const [text, setText] = useState('');
  const [words] = useDebouncedValue(text, 150);
  const shape = JSON.stringify(keptFilter(kept));
  const filter = useMemo<LogFilter>(
    () => ({ ...keptFilter(JSON.parse(shape)), computers, text: words }),
    [shape, computers, words],
  );
  const change = useCallback(
    (part: Partial<Pick<LogFilter, 'troubleOnly' | 'stages'>>) => keep({ ...keptFilter(JSON.parse(shape)), ...part }),
    [keep, shape],
  );
  return { filter, change, text, setText };
}
