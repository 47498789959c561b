import { describe, expect, test } from 'vitest';
import { type Damage, type Guard, guardOf, isOpen } from '../../../renderer/features/dock/guard.ts';

const damages: readonly (readonly [string, Damage, Guard['kind']])[] = [
  ['one seat is a click', { count: 1, wholeRoom: false, erasesDisk: false }, 'click'],
  ['one seat that is its whole room is a click', { count: 1, wholeRoom: true, erasesDisk: false }, 'click'],
  ['two seats pause', { count: 2, wholeRoom: false, erasesDisk: false }, 'pause'],
  ['nine seats pause', { count: 9, wholeRoom: false, erasesDisk: false }, 'pause'],
  ['ten seats are typed', { count: 10, wholeRoom: false, erasesDisk: false }, 'type'],
  ['a whole room of four is typed', { count: 4, wholeRoom: true, erasesDisk: false }, 'type'],
  ['what erases one disk is typed', { count: 1, wholeRoom: false, erasesDisk: true }, 'type'],
];

test.each(damages)('%s', (_, damage, kind) => {
  expect(guardOf(damage).kind).toBe(kind);
});

describe('a guard opens', () => {
  const openings: readonly (readonly [string, Guard, string, number, boolean])[] = [
    ['a click at once', { kind: 'click' }, '', 0, true],
    ['a pause not before its time', { kind: 'pause', milliseconds: 300 }, '', 299, false],
    ['a pause after its time', { kind: 'pause', milliseconds: 300 }, '', 300, true],
    ['a number that is typed in full', { kind: 'type', number: 29 }, ' 29 ', 0, true],
    ['not at half a number', { kind: 'type', number: 29 }, '2', 9_000, false],
    ['not at another number', { kind: 'type', number: 29 }, '290', 9_000, false],
    ['not at an empty field', { kind: 'type', number: 29 }, '', 9_000, false],
  ];
  test.each(openings)('%s', (_, guard, typed, shownFor, open) => {
    expect(isOpen(guard, typed, shownFor)).toBe(open);
  });
});
