import { expect, test } from 'vitest';
import { answerWords } from '../../electron/transport/answer-words.ts';

const english = 'Log in first.';
const french = 'Connectez-vous d’abord.';

test.each<[sentence: string, accepted: string | undefined, said: string]>([
  ['French to a browser that speaks French', 'fr-FR,fr;q=0.9,en;q=0.8', french],
  ['English to one that speaks English', 'en-GB,en;q=0.9', english],
  ['the first of ours to one that puts another language first', 'de-DE,de;q=0.9,fr;q=0.8,en;q=0.7', french],
  ['both to one that names neither', 'de-DE,de;q=0.9', `${english}\n${french}`],
  ['both to a program that asks for no language', undefined, `${english}\n${french}`],
])('a refusal says %s', (_sentence, accepted, said) => {
  expect(answerWords('no-login', accepted)).toBe(said);
});
