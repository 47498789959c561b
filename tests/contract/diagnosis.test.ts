import { describe, expect, it } from 'vitest';
import { describeCause } from '../../electron/contract/describe-cause.ts';
import { Cause, causeCodes, stepOf } from '../../electron/contract/diagnosis.ts';
import { sampleOf } from './sample.ts';

/** A value for each parameter that has a closed list of values. */
const values: Readonly<Record<string, unknown>> = { machine: 'other', firmware: 'uefi-x64', stage: 'loader' };

const moment = (at: number): string => `10:0${at}`;

/** Words of one language alone. */
const english = /\b(the|is|was|there|this|that|cannot|could|not|by|and|of|its|with|already)\b/i;
const french = /\b(le|la|les|un|une|est|il|pas|ce|par|et|de|du|dans|son|déjà)\b/i;

const unquoted = (text: string): string => text.replace(/[«“][^»”]*[»”]/g, '');

describe('a cause in words', () => {
  it.each([...causeCodes])('%s has two sentences in both languages', (code) => {
    const cause = sampleOf(Cause, code, values);
    const [en, fr] = [describeCause(cause, 'en', moment), describeCause(cause, 'fr', moment)];
    for (const text of [en.why, en.remedy, fr.why, fr.remedy]) {
      expect(text).toMatch(/^[A-ZÀ-Ý«“x0-9].*[.]$/);
      expect(text).not.toMatch(/undefined|\[object/);
    }
    expect(unquoted(`${fr.why} ${fr.remedy}`), 'English in the French sentence').not.toMatch(english);
    expect(unquoted(`${en.why} ${en.remedy}`), 'French in the English sentence').not.toMatch(french);
  });

  it('has a no-break space before the high signs of French', () => {
    for (const code of causeCodes) {
      const { why, remedy } = describeCause(sampleOf(Cause, code, values), 'fr', () => '10 h');
      expect(`${why} ${remedy}`.replace(/https?:/g, ''), code).not.toMatch(
        /[^\u00a0][;!?»]|[^\u00a0\d]:(?!\w)| [:;!?%»]/,
      );
    }
  });

  it('never carries a value that its schema does not know', () => {
    expect(Cause.safeParse({ code: 'secure-boot' }).success).toBe(false);
    expect(Cause.safeParse({ code: 'no such cause' }).success).toBe(false);
  });

  it('offers a button where a screen of the console helps', () => {
    expect(stepOf({ code: 'range-full' })).toBe('serving');
    expect(stepOf({ code: 'kiosk-without-pxe' })).toBe('action');
    expect(stepOf({ code: 'download-cut' })).toBe('again');
    expect(stepOf({ code: 'no-link' })).toBeNull();
  });
});
