import { describe, expect, test } from 'vitest';
import { best, fit } from '../../renderer/features/palette/rank.ts';
import { formatIn } from '../../renderer/i18n/format.ts';
import { languages } from '../../renderer/i18n/words.ts';
import { hashOf, type Place, placeOf } from '../../renderer/state/place.ts';

describe('the address of a screen', () => {
  const places: readonly (readonly [string, Place])[] = [
    ['#/room', { screen: 'room', room: null, computer: null }],
    ['#/room/3', { screen: 'room', room: 3, computer: null }],
    ['#/room/3/computer/17', { screen: 'room', room: 3, computer: 17 }],
    ['#/room/-/computer/17', { screen: 'room', room: null, computer: 17 }],
    ['#/tasks', { screen: 'tasks' }],
    ['#/history', { screen: 'history' }],
    ['#/actions', { screen: 'actions', action: null }],
    ['#/actions/5', { screen: 'actions', action: 5 }],
    ['#/log', { screen: 'log' }],
    ['#/settings', { screen: 'settings' }],
    ['#/start', { screen: 'start' }],
  ];

  test.each(places)('%s leads there and back', (hash, place) => {
    expect(placeOf(hash)).toEqual(place);
    expect(hashOf(place)).toBe(hash);
  });

  test.each(['', '#', '#/', '#/nowhere', '#/room/x', '#/room/0', '#/room/99999999999999999999'])(
    '%j is the room that was looked at last',
    (hash) => {
      expect(placeOf(hash)).toEqual({ screen: 'room', room: null, computer: null });
    },
  );
});

describe('numbers and times', () => {
  const [en, fr] = [formatIn('en'), formatIn('fr')];
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

  test.each([
    [0, '0 B', '0 o'],
    [999, '999 B', '999 o'],
    [294_000, '294 kB', '294 ko'],
    [1_400_000, '1.4 MB', '1,4 Mo'],
    [19_000_000, '19 MB', '19 Mo'],
    [999_600_000, '1 GB', '1 Go'],
    [4_700_000_000, '4.7 GB', '4,7 Go'],
  ])('%d bytes are %s, %s', (bytes, english, french) => {
    expect([plain(en.size(bytes)), plain(fr.size(bytes))]).toEqual([english, french]);
  });

  test.each([
    [400, '0.4 s', '0,4 s'],
    [12_000, '12 s', '12 s'],
    [81_000, '1 min 21 s', '1 min 21 s'],
    [120_000, '2 min', '2 min'],
    [7_500_000, '2 h 5 min', '2 h 5 min'],
    [270_000_000, '3 d 3 h', '3 j 3 h'],
  ])('%d ms last %s, %s', (milliseconds, english, french) => {
    expect([plain(en.duration(milliseconds)), plain(fr.duration(milliseconds))]).toEqual([english, french]);
  });

  test('a percentage has a space that does not break before its sign', () => {
    expect([en.percent(43.2), fr.percent(43.2)]).toEqual(['43\u00a0%', '43\u00a0%']);
  });

  test('speeds are said in the larger unit', () => {
    expect([100, 1_000, 2_500].map((speed) => plain(en.speed(speed)))).toEqual(['100 Mb/s', '1 Gb/s', '2.5 Gb/s']);
  });
});

describe('the palette', () => {
  const things = [
    { label: 'PC-01', hint: 'B12, seat A1 · 52:54:00:00:00:01' },
    { label: 'PC-10', hint: 'B12, seat B4 · 52:54:00:00:00:10' },
    { label: 'PC-11', hint: 'Atelier, seat A1 · 52:54:00:00:00:11' },
    { label: 'Écran éteint' },
  ];
  const found = (query: string) => best(things, query, 9).map(({ label }) => label);

  test.each([
    ['a name', 'PC-10', ['PC-10']],
    ['the number of a name without its zeros', '1', ['PC-01', 'PC-10', 'PC-11', 'Écran éteint'].slice(0, 3)],
    ['the room', 'atelier', ['PC-11']],
    ['the end of a MAC address', '00:10', ['PC-10']],
    ['words without their accents', 'ecran eteint', ['Écran éteint']],
    ['several words, each somewhere', 'pc b12', ['PC-01', 'PC-10']],
    ['nothing for nonsense', 'xyzzy', []],
  ])('finds by %s', (_sentence, query, labels) => {
    expect(found(query)).toEqual(labels);
  });

  test('shows all in their order when nothing is typed', () => {
    expect(found(' ')).toEqual(things.map(({ label }) => label));
  });

  test('puts a whole name before a beginning, and that before a middle', () => {
    const order = ['PC', 'PC-01', 'My PC', 'XPC'].map((label) => fit({ label }, 'pc'));
    expect(order).toEqual([0, 1, 2, 3]);
  });
});

/** Every text of a namespace with the path of its key. */
function texts(words: object, path: string): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}.${key}`, value]] : texts(value ?? {}, `${path}.${key}`),
  );
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1]).sort();

describe('the words in both languages', () => {
  const english = new Map(texts(languages.en, ''));
  const french = texts(languages.fr, '');

  test('name the same things in the same sentence', () => {
    const named = (key: string, text: string) =>
      placeholders(text)
        .filter((name) => name !== 'count' || !key.endsWith('_one'))
        .join();
    const differing = french.filter(([key, text]) => named(key, text) !== named(key, english.get(key) ?? ''));
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  test('French has a space that does not break before ; : ! ? and %', () => {
    const wrong = french.filter(([, text]) => / [;:!?%»]|« |[^\s\d\u00a0\u202f:/"'’.][;!?](\s|$)/.test(text));
    expect(wrong.map(([key, text]) => `${key}: ${text}`)).toEqual([]);
  });

  test('no sentence is empty', () => {
    expect([...english, ...french].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  });
});
