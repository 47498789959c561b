import type { Language } from './console.ts';
import type { Cause, CauseWords, DiagnosisWords } from './diagnosis.ts';
import { englishCauses } from './diagnosis-en.ts';
import { frenchCauses } from './diagnosis-fr.ts';

const languages: Readonly<Record<Language, DiagnosisWords>> = { en: englishCauses, fr: frenchCauses };

/** What happened and what to do next, each one or two sentences. `moment` says a time as the reader's clock does. */
export function describeCause(cause: Cause, language: Language, moment: (at: number) => string): CauseWords {
  const words = languages[language][cause.code] as CauseWords | WordsOfCause;
  return typeof words === 'function' ? words(cause, moment) : words;
}

type WordsOfCause = (cause: Cause, moment: (at: number) => string) => CauseWords;
