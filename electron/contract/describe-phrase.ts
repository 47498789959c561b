import type { Language } from './console.ts';
import type { Phrase, PhraseWords } from './phrase.ts';
import { englishPhrases } from './phrases-en.ts';
import { frenchPhrases } from './phrases-fr.ts';

const phrases: Readonly<Record<Language, PhraseWords>> = { en: englishPhrases, fr: frenchPhrases };

/** What the engine says, as a sentence or the part of one; the codes that are parts are those of `causes` and `rules`. */
export function describePhrase(phrase: Phrase, language: Language = 'en'): string {
  const words = phrases[language][phrase.code] as string | PhraseText;
  return typeof words === 'string' ? words : words(phrase, (inner) => describePhrase(inner, language));
}

type PhraseText = (phrase: Phrase, say: (inner: Phrase) => string) => string;
