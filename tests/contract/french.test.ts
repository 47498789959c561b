import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url).pathname;

/** The files that hold nothing but French sentences. */
const files = [
  ...readdirSync(join(root, 'electron/contract'))
    .filter((name) => name.endsWith('-fr.ts'))
    .map((name) => `electron/contract/${name}`),
  ...readdirSync(join(root, 'renderer/i18n/fr')).map((name) => `renderer/i18n/fr/${name}`),
];

/** A word that has lost its last vowel before another word, set with the sign of a typewriter. */
const typewritten = /(?<!\p{L})(?:[cdjlmnst]|(?:jus|lors|puis|quel)?qu|aujourd)\\?'\p{L}/giu;

test.each(files)('%s has the apostrophe of print', (file) => {
  expect(readFileSync(join(root, file), 'utf8').match(typewritten) ?? []).toEqual([]);
});
