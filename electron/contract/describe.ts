import type { Language } from './console.ts';
import { english } from './describe-en.ts';
import { failureInShort, failureSense, failureWords } from './describe-failure.ts';
import { french } from './describe-fr.ts';
import { isBadCable } from './describe-numbers.ts';
import type { DescribeWords, FactKind, FactOf } from './describe-words.ts';
import type { BootFact, FirmwareKind, Reason } from './model.ts';

export { describeBytes, describeDuration } from './describe-numbers.ts';
export { describePhrase } from './describe-phrase.ts';

/** A fact as a line of the log: what follows the computer's name, and whether somebody should look at it. */
export interface Sentence {
  readonly text: string;
  readonly trouble: boolean;
}

const languages: Readonly<Record<Language, DescribeWords>> = { en: english, fr: french };

/**
 * One sentence for a tired technician: what happened, and after a fault what to do. The computer's name goes before it:
 * `PC-16` `has the address 10.20.0.116.`
 */
export function describeFact(fact: BootFact, language: Language = 'en'): Sentence {
  return { text: textOf(languages[language], fact), trouble: isTrouble(fact) };
}

function textOf<K extends FactKind>({ facts }: DescribeWords, fact: FactOf<K>): string {
  const describe = facts[fact.kind] as (fact: FactOf<K>) => string;
  return describe(fact);
}

function isTrouble(fact: BootFact): boolean {
  switch (fact.kind) {
    case 'declined':
    case 'range-exhausted':
    case 'file-failed':
    case 'script-aborted':
    case 'failed':
      return true;
    case 'file-sent':
      return isBadCable(fact.bytes, fact.retransmitted);
    default:
      return false;
  }
}

/** Completes "boots “Lab Linux” …". */
export const describeReason = (reason: Reason, language: Language = 'en'): string =>
  languages[language].reasons[reason];

/** The firmware in the words of its settings page. */
export const describeFirmware = (firmware: FirmwareKind, language: Language = 'en'): string =>
  languages[language].firmware[firmware];

/**
 * The words for a failure. iPXE reports a bare error number (`0x2d0c618e`, the `${errno}` of a script); anything else
 * is already words and comes back as it is.
 */
export const explainFailure = (why: string, language: Language = 'en'): string =>
  failureWords(languages[language], why);

/** The same without iPXE's number, for where there is room for little. */
export const failureMeaning = (why: string, language: Language = 'en'): string =>
  failureSense(languages[language], why);

/** A failure in at most 14 characters, for a tile: *No answer*, *File not found*. */
export const shortFailure = (why: string, language: Language = 'en'): string =>
  failureInShort(languages[language], why);
