import { describePhrase } from '../contract/describe.ts';
import type { PlainPhrase } from '../contract/model.ts';

/** The data file cannot be used; the message is the phrase in English. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly phrase: PlainPhrase;
  constructor(phrase: PlainPhrase) {
    super(describePhrase(phrase));
    this.phrase = phrase;
  }
}

/** A change that another row stands in the way of; the phrase says which one, by the name a person knows. */
export class StoreConflict extends Error {
  override readonly name = 'StoreConflict';
  readonly phrase: PlainPhrase;
  constructor(phrase: PlainPhrase) {
    super(describePhrase(phrase));
    this.phrase = phrase;
  }
}
