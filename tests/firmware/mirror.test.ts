import { describe, expect, test } from 'vitest';
import { datedUris, readMirrors, sourcesText } from '../../firmware/mirror.mjs';

const list = (text: string) => readMirrors([{ name: 'sources.list', text }]);
const deb822 = (text: string) => readMirrors([{ name: 'debian.sources', text }]);

describe('the archives that apt uses', () => {
  test('are read from one-line entries with options', () => {
    const text = 'deb [arch=amd64 signed-by=/keys/debian.gpg] http://mirror.example/debian bookworm main contrib\n';
    expect(list(text)).toEqual([{ uri: 'http://mirror.example/debian', signedBy: '/keys/debian.gpg' }]);
  });

  test('are read from stanzas', () => {
    const text =
      'Types: deb\n# a note\nURIs: http://mirror.example/debian\nSuites: bookworm bookworm-updates\nComponents: main\nSigned-By: /keys/debian.gpg\n';
    expect(deb822(text)).toEqual([{ uri: 'http://mirror.example/debian', signedBy: '/keys/debian.gpg' }]);
  });

  test.each([
    ['a comment', '# deb http://mirror.example/debian bookworm main'],
    ['a source entry', 'deb-src http://mirror.example/debian bookworm main'],
    ["another vendor's archive", 'deb http://vendor.example/apt stable-tool main'],
    [
      'the security archive, which has no development suite',
      'deb http://mirror.example/debian-security bookworm-security main',
    ],
    ['an archive without main', 'deb http://mirror.example/debian bookworm contrib'],
  ])('do not include %s', (_sentence, line) => {
    expect(list(`${line}\n`)).toEqual([]);
  });

  test('do not include a stanza that is switched off', () => {
    expect(deb822('Types: deb\nURIs: http://m.example/debian\nSuites: sid\nComponents: main\nEnabled: no\n')).toEqual(
      [],
    );
  });

  test('come once each', () => {
    const line = 'deb http://mirror.example/debian bookworm main\n';
    expect(list(line + line.replace('bookworm', 'bookworm-updates'))).toHaveLength(1);
  });
});

describe('an archive whose path names a date', () => {
  test('is asked for the dates that are known to have the package, then for its own', () => {
    const uri = 'http://mirror.example/archive/debian/20250520T000000Z/';
    expect(datedUris(uri, ['20260408T000000Z'])).toEqual([
      'http://mirror.example/archive/debian/20260408T000000Z/',
      uri,
    ]);
  });

  test('keeps its own way of writing dates', () => {
    expect(datedUris('http://m.example/20250520/debian', ['20260408T000000Z'])[0]).toBe(
      'http://m.example/20260408/debian',
    );
  });

  test('is left alone when there is no date in it', () => {
    expect(datedUris('http://mirror.example/debian', ['20260408T000000Z'])).toEqual(['http://mirror.example/debian']);
  });
});

test('the temporary sources name the key of the archive that they stand for', () => {
  const text = sourcesText({ uri: 'http://mirror.example/debian', signedBy: '/keys/debian.gpg' }, 'sid');
  expect(text).toContain('Suites: sid\n');
  expect(text).toContain('Signed-By: /keys/debian.gpg\n');
});
