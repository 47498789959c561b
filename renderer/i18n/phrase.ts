import i18next from 'i18next';
import { useCallback } from 'react';
import { describePhrase } from '../../electron/contract/describe.ts';
import type { Phrase } from '../../electron/contract/model.ts';
import { useLanguage } from './index.ts';
import { isLanguage } from './words.ts';

/** What the engine says, in the language that is spoken now. */
export function usePhrase(): (phrase: Phrase) => string {
  const language = useLanguage();
  return useCallback((phrase) => describePhrase(phrase, language), [language]);
}

/** The same for what is said once, as the answer to a command. */
export function sayPhrase(phrase: Phrase): string {
  return describePhrase(phrase, isLanguage(i18next.language) ? i18next.language : 'en');
}
