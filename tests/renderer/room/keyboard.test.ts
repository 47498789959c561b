import { describe, expect, test } from 'vitest';
import { type CursorKey, moveCursor, nextOf } from '../../../renderer/features/room/cursor.ts';
import {
  eraseKey,
  findByName,
  notTyping,
  otherKey,
  type Typing,
  typeKey,
} from '../../../renderer/features/room/typing.ts';

const room = { rows: 5, columns: 6 };
const middle = { row: 3, column: 4 };

describe('the seat cursor', () => {
  test.each<[string, CursorKey, boolean, { row: number; column: number }]>([
    ['one up', 'ArrowUp', false, { row: 2, column: 4 }],
    ['one down', 'ArrowDown', false, { row: 4, column: 4 }],
    ['one to the left', 'ArrowLeft', false, { row: 3, column: 3 }],
    ['one to the right', 'ArrowRight', false, { row: 3, column: 5 }],
    ['to the end of its column with Ctrl', 'ArrowDown', true, { row: 5, column: 4 }],
    ['to the beginning of its row', 'Home', false, { row: 3, column: 1 }],
    ['to the end of its row', 'End', false, { row: 3, column: 6 }],
    ['to the first seat', 'Home', true, { row: 1, column: 1 }],
    ['to the last seat', 'End', true, { row: 5, column: 6 }],
    ['to the top of its column', 'PageUp', false, { row: 1, column: 4 }],
    ['to the foot of its column', 'PageDown', false, { row: 5, column: 4 }],
  ])('goes %s', (_sentence, key, far, expected) => {
    expect(moveCursor(room, middle, key, far)).toEqual(expected);
  });

  test.each<[CursorKey, { row: number; column: number }]>([
    ['ArrowUp', { row: 1, column: 1 }],
    ['ArrowLeft', { row: 1, column: 1 }],
    ['ArrowDown', { row: 5, column: 6 }],
    ['ArrowRight', { row: 5, column: 6 }],
  ])('stays in the room at its edge with %s', (key, edge) => {
    expect(moveCursor(room, edge, key, false)).toEqual(edge);
  });

  test('goes round through the seats in trouble', () => {
    const trouble = [
      { row: 4, column: 1 },
      { row: 2, column: 3 },
    ];
    const first = nextOf(trouble, null);
    const second = nextOf(trouble, first);
    expect([first, second, nextOf(trouble, second)]).toEqual([trouble[1], trouble[0], trouble[1]]);
  });

  test('stays where it is when nothing is in trouble', () => {
    expect(nextOf([], middle)).toBeNull();
  });
});

/** Types keys with a pause before each, in milliseconds; tells what each key was. */
function type(...keys: readonly (readonly [key: string, after: number])[]): { text: string; kinds: string } {
  let typing: Typing = notTyping;
  let at = 0;
  const kinds = keys.map(([key, after]) => {
    at += after;
    if (key.length > 1) {
      typing = otherKey(typing);
      return 'other';
    }
    const stroke = typeKey(typing, key, at);
    typing = stroke.typing;
    return stroke.kind === 'name' ? (stroke.late ? 'late' : 'name') : 'shortcut';
  });
  return { text: typing.text, kinds: kinds.join(' ') };
}

describe('typing', () => {
  test.each([
    ['a single key is a shortcut', [['r', 0]], 'shortcut', 'r'],
    [
      'two slow keys are two shortcuts',
      [
        ['r', 0],
        ['c', 900],
      ],
      'shortcut shortcut',
      'c',
    ],
    [
      'two quick keys are a name, and the first acted already',
      [
        ['1', 0],
        ['7', 200],
      ],
      'shortcut late',
      '17',
    ],
    [
      'a name goes on at leisure once it has begun',
      [
        ['p', 0],
        ['c', 200],
        ['9', 1_500],
      ],
      'shortcut late name',
      'pc9',
    ],
    [
      'a quick second key is a shortcut again when Esc was pressed between them',
      [
        ['1', 0],
        ['Escape', 100],
        ['1', 100],
      ],
      'shortcut other shortcut',
      '1',
    ],
    [
      'a name that is open goes on after a key that is no character',
      [
        ['/', 0],
        ['ArrowLeft', 100],
        ['w', 100],
      ],
      'name other name',
      'w',
    ],
    [
      'a slash begins a name at once',
      [
        ['/', 0],
        ['w', 1_500],
      ],
      'name name',
      'w',
    ],
    [
      'a name is over after a silence',
      [
        ['/', 0],
        ['w', 100],
        ['r', 9_000],
      ],
      'name name shortcut',
      'r',
    ],
  ] as const)('%s', (_sentence, keys, kinds, text) => {
    expect(type(...keys)).toEqual({ kinds, text });
  });

  test('takes a character back', () => {
    expect(eraseKey({ text: 'pc9', open: true, at: 0 }, 10)).toEqual({ text: 'pc', open: true, at: 10 });
  });

  test('is over when all is taken back', () => {
    expect(eraseKey({ text: 'p', open: true, at: 0 }, 10)).toEqual(notTyping);
  });
});

describe('a typed name finds', () => {
  const items = ['PC-17', 'PC-07', 'PC-01', 'Teacher 1', 'B12-70'].map((name) => ({ name }));

  test.each([
    ['the whole name', 'pc-07', 'PC-07'],
    ['the name without its hyphen', 'pc07', 'PC-07'],
    ['the number without its zero', '7', 'PC-07'],
    ['the first with that number', '1', 'PC-01'],
    ['a beginning', 'tea', 'Teacher 1'],
    ['a part', 'acher', 'Teacher 1'],
    ['a number at the end', '70', 'B12-70'],
    ['nothing', 'xyz', undefined],
    ['nothing for a lone sign', '-', undefined],
  ])('%s', (_sentence, text, name) => {
    expect(findByName(items, text)?.name).toBe(name);
  });
});
