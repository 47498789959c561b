import { useCallback } from 'react';
import { describePhrase } from '../../electron/contract/describe.ts';
import type { Phrase } from '../../electron/contract/model.ts';
import { useLanguage, useWords } from './index.ts';

/** What the engine says, in the language that is spoken now. */
export function usePhrase(): (phrase: Phrase) => string {
  const language = useLanguage();
  return useCallback((phrase) => describePhrase(phrase, language), [language]);
}

/**
 * The same for why something was not done. Refusals are kept as phrases and worded when they are drawn, so that they
 * follow a switch of the language; for a lost connection the page has words of its own.
 */
export function useRefusalWords(): (phrase: Phrase) => string {
  const t = useWords('shell');
  const say = usePhrase();
  return useCallback((phrase) => (phrase.code === 'connection-lost' ? t('notConnected') : say(phrase)), [t, say]);
}
