import { useCallback } from 'react';
import type { LogLine } from '../../../electron/contract/api.ts';

/** What follows the computer's name. */
export function useSentence(): (line: LogLine) => string {
  return useCallback(sentenceOf, []);
}

const sentenceOf = (line: LogLine): string => line.text;
