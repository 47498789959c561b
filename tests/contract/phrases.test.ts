import { describe, expect, test } from 'vitest';
import { describePhrase } from '../../electron/contract/describe.ts';
import { Phrase, phraseCodes } from '../../electron/contract/phrase.ts';
import { englishPhrases } from '../../electron/contract/phrases-en.ts';
import { frenchPhrases } from '../../electron/contract/phrases-fr.ts';
import { sampleOf } from './sample.ts';

const inner = { code: 'card-none', card: 'eth9' } as const;

/** A value for each parameter that a phrase can have; the words of a parameter are of no language. */
const values: Readonly<Record<string, unknown>> = {
  expected: 'int',
  of: 'characters',
  table: 'computer',
  what: 'row',
  everywhere: true,
  cause: inner,
  remedy: inner,
  rule: { code: 'rule-missing' },
};

/** Words of one language alone. */
const english = /\b(the|is|was|there|this|that|cannot|could|not|by|and|of|its|with|already)\b/i;
const french = /\b(le|la|les|un|une|est|il|pas|ce|par|et|de|du|dans|son|déjà)\b/i;

describe('what the engine says', () => {
  test.each([...phraseCodes])('%s is a sentence in both languages', (code) => {
    const phrase = sampleOf(Phrase, code, values);
    const [en, fr] = [describePhrase(phrase, 'en'), describePhrase(phrase, 'fr')];
    expect(en).toMatch(/\S/);
    expect(fr).toMatch(/\S/);
    expect(en).not.toMatch(/undefined|\[object/);
    expect(fr).not.toMatch(/undefined|\[object/);
    const ownWords = code === 'words' || code === 'rule-other';
    if (!ownWords && code !== 'rule-script-line' && code !== 'rule-command-line') expect(en).not.toBe(fr);
    expect(fr.replace(/[«"][^»"]*[»"]/g, ''), 'English in the French sentence').not.toMatch(english);
    expect(en.replace(/[“"][^”"]*[”"]/g, ''), 'French in the English sentence').not.toMatch(french);
  });

  test('a French sentence has a no-break space before its high signs', () => {
    for (const code of phraseCodes) {
      const text = describePhrase(sampleOf(Phrase, code, values), 'fr').replace(/52:54[0-9:]*|https?:/g, '');
      expect(text, code).not.toMatch(/[^\u00a0][;!?»]|[^\u00a0\d]:(?!\w)| [:;!?%»]/);
    }
  });

  test('no code has words in one language alone', () => {
    expect(Object.keys(englishPhrases).sort()).toEqual([...phraseCodes].sort());
    expect(Object.keys(frenchPhrases).sort()).toEqual([...phraseCodes].sort());
  });

  test('what is no phrase is not taken for one', () => {
    expect(Phrase.safeParse({ code: 'room-missing' }).success).toBe(false);
    expect(Phrase.safeParse({ code: 'no-such-code' }).success).toBe(false);
    expect(Phrase.safeParse('The card is gone.').success).toBe(false);
  });
});
