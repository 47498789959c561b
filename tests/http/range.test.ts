import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Conditions, selectRange } from '../../electron/http/range.ts';

const file = { size: 1_000, etag: '"3e8-abc"', modified: Date.UTC(2026, 2, 6, 10, 0, 0, 250) };
const date = 'Fri, 06 Mar 2026 10:00:00 GMT';
const earlier = 'Fri, 06 Mar 2026 09:59:59 GMT';
const later = 'Fri, 06 Mar 2026 10:00:01 GMT';
const none: Conditions = {
  range: undefined,
  ifRange: undefined,
  ifMatch: undefined,
  ifNoneMatch: undefined,
  ifModifiedSince: undefined,
  ifUnmodifiedSince: undefined,
};
const whole = { kind: 'whole' } as const;
const part = (first: number, last: number) => ({ kind: 'part', first, last }) as const;

describe('a range of a file of 1,000 bytes', () => {
  it.each([
    ['the beginning', 'bytes=0-99', part(0, 99)],
    ['from a byte to the end, as a resumed download asks', 'bytes=400-', part(400, 999)],
    ['the last bytes', 'bytes=-100', part(900, 999)],
    ['more of the last bytes than there are', 'bytes=-5000', part(0, 999)],
    ['an end past the end', 'bytes=990-5000', part(990, 999)],
    ['one byte', 'bytes=0-0', part(0, 0)],
    ['the last byte', 'bytes=999-', part(999, 999)],
    ['the unit in capitals and blanks', ' Bytes = 5-9 ', part(5, 9)],
    ['a start past the end', 'bytes=1000-', { kind: 'unsatisfiable' } as const],
    ['the last no bytes', 'bytes=-0', { kind: 'unsatisfiable' } as const],
    ['an end before its start', 'bytes=9-5', whole],
    ['two ranges', 'bytes=0-1,5-6', whole],
    ['another unit', 'lines=0-1', whole],
    ['nothing', 'bytes=-', whole],
    ['a number that no file reaches', `bytes=${'9'.repeat(40)}-`, whole],
    ['words', 'bytes=a-b', whole],
  ])('%s', (_case, range, selection) => {
    expect(selectRange('GET', { ...none, range }, file)).toEqual(selection);
  });

  it('is of no account for HEAD', () => {
    expect(selectRange('HEAD', { ...none, range: 'bytes=0-99' }, file)).toEqual(whole);
  });

  it('cannot be had of an empty file', () => {
    const empty = { ...file, size: 0 };
    expect(selectRange('GET', { ...none, range: 'bytes=0-' }, empty)).toEqual({ kind: 'unsatisfiable' });
    expect(selectRange('GET', { ...none, range: 'bytes=-1' }, empty)).toEqual({ kind: 'unsatisfiable' });
  });
});

describe('If-Range lets a range stand only for the same file', () => {
  it.each([
    ['our tag', file.etag, part(5, 9)],
    ['our date', date, part(5, 9)],
    ['another tag', '"other"', whole],
    ['our tag marked weak', `W/${file.etag}`, whole],
    ['an earlier date', earlier, whole],
    ['a later date', later, whole],
    ['nonsense', 'yesterday', whole],
  ])('%s', (_case, ifRange, selection) => {
    expect(selectRange('GET', { ...none, range: 'bytes=5-9', ifRange }, file)).toEqual(selection);
  });
});

describe('conditions come before ranges', () => {
  const range = 'bytes=5-9';
  it.each([
    ['If-Match with our tag goes on', { ifMatch: file.etag }, part(5, 9)],
    ['If-Match with our tag in a list goes on', { ifMatch: `"x", ${file.etag}` }, part(5, 9)],
    ['If-Match with any tag goes on', { ifMatch: '*' }, part(5, 9)],
    ['If-Match with another tag fails', { ifMatch: '"x"' }, { kind: 'precondition-failed' }],
    ['If-Match with a weak tag fails', { ifMatch: `W/${file.etag}` }, { kind: 'precondition-failed' }],
    ['If-Unmodified-Since our date goes on', { ifUnmodifiedSince: date }, part(5, 9)],
    ['If-Unmodified-Since an earlier date fails', { ifUnmodifiedSince: earlier }, { kind: 'precondition-failed' }],
    ['If-Match takes the place of its date', { ifMatch: file.etag, ifUnmodifiedSince: earlier }, part(5, 9)],
    ['If-None-Match with our tag', { ifNoneMatch: file.etag }, { kind: 'not-modified' }],
    ['If-None-Match with our tag marked weak', { ifNoneMatch: `W/${file.etag}` }, { kind: 'not-modified' }],
    ['If-None-Match with another tag goes on', { ifNoneMatch: '"x"' }, part(5, 9)],
    ['If-None-Match takes the place of its date', { ifNoneMatch: '"x"', ifModifiedSince: later }, part(5, 9)],
    ['If-Modified-Since our date', { ifModifiedSince: date }, { kind: 'not-modified' }],
    ['If-Modified-Since an earlier date goes on', { ifModifiedSince: earlier }, part(5, 9)],
    ['If-Modified-Since nonsense goes on', { ifModifiedSince: '2026' }, part(5, 9)],
  ] as const)('%s', (_case, conditions, selection) => {
    expect(selectRange('GET', { ...none, range, ...conditions }, file)).toEqual(selection);
  });

  it('and dates mean nothing to content that has none', () => {
    const made = { ...file, modified: null };
    expect(selectRange('GET', { ...none, ifModifiedSince: later }, made)).toEqual(whole);
    expect(selectRange('GET', { ...none, ifUnmodifiedSince: earlier }, made)).toEqual(whole);
    expect(selectRange('GET', { ...none, range, ifRange: date }, made)).toEqual(whole);
  });
});

it('never selects a byte that the file does not have', () => {
  const number = fc.oneof(fc.nat(3_000), fc.constant(''));
  fc.assert(
    fc.property(number, number, fc.nat(2_000), (first, last, size) => {
      const selection = selectRange('GET', { ...none, range: `bytes=${first}-${last}` }, { ...file, size });
      if (selection.kind !== 'part') return;
      expect(selection.first).toBeGreaterThanOrEqual(0);
      expect(selection.last).toBeGreaterThanOrEqual(selection.first);
      expect(selection.last).toBeLessThan(size);
    }),
  );
});
