import { useCallback } from 'react';
import type { LogLine } from '../../../electron/contract/api.ts';
import { describeFact } from '../../../electron/contract/describe.ts';
import { useLanguage } from '../../i18n/index.ts';
import type { Language } from '../../i18n/words.ts';

const made: Readonly<Record<Language, WeakMap<LogLine, string>>> = { en: new WeakMap(), fr: new WeakMap() };

/** What follows the computer's name. The engine speaks English; another language is made from the fact, once a line. */
function sentenceIn(line: LogLine, language: Language): string {
  const known = made[language].get(line);
  if (known !== undefined) return known;
  const { text } = describeFact(line.fact, language);
  made[language].set(line, text);
  return text;
}

export function useSentence(): (line: LogLine) => string {
  const language = useLanguage();
  return useCallback((line) => sentenceIn(line, language), [language]);
}
