import { expect, test } from 'vitest';
import { loginPage } from '../../electron/transport/login-page.ts';
import { languageOf } from '../../electron/transport/login-words.ts';

test.each([
  ['en', 'This connection is not encrypted'],
  ['fr', 'Cette connexion n’est pas chiffrée'],
] as const)('the page says in %s that nothing is encrypted', (language, sentence) => {
  const page = loginPage(language, { kind: 'none' });
  expect(page).toContain(sentence);
  expect(page).toContain(`<html lang="${language}">`);
  expect(page).not.toContain('<script');
});

test('a wrong password is told at its field', () => {
  const page = loginPage('en', { kind: 'wrong' });
  expect(page).toContain('role="alert">That is not the password.');
  expect(page).toContain('aria-describedby="notice"');
});

test('how long to wait is told', () => {
  expect(loginPage('fr', { kind: 'wait', seconds: 42 })).toContain('Attendez 42 s');
});

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['de-DE, de;q=0.9', 'en'],
  ['fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
  ['de,en-GB;q=0.7,fr;q=0.3', 'en'],
  ['free', 'en'],
] as const)('%s asks for %s', (accepted, language) => {
  expect(languageOf(accepted)).toBe(language);
});
