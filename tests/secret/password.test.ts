import { expect, test } from 'vitest';
import { hashPassword, isPassword, PasswordHash } from '../../electron/secret/password.ts';

test('a password is known again, and another one is not', async () => {
  const kept = await hashPassword('correct horse battery');
  expect(await isPassword('correct horse battery', kept)).toBe(true);
  expect(await isPassword('correct horse batter', kept)).toBe(false);
  expect(await isPassword('', kept)).toBe(false);
});

test('what is kept does not hold the password, and differs for the same one', async () => {
  const [one, other] = await Promise.all([
    hashPassword('correct horse battery'),
    hashPassword('correct horse battery'),
  ]);
  expect(JSON.stringify(one)).not.toContain('horse');
  expect(one.key).not.toBe(other.key);
  expect(PasswordHash.safeParse(one).success).toBe(true);
});

test('the same letters in another form of Unicode are the same password', async () => {
  expect(await isPassword('e\u0301cole du soir', await hashPassword('\u00e9cole du soir'))).toBe(true);
});

test('what was kept with other costs is still read', async () => {
  const salt = 'MDEyMzQ1Njc4OWFiY2RlZg==';
  // crypto.scryptSync('correct horse battery', '0123456789abcdef', 32, { N: 16384, r: 8, p: 2 })
  const key = '63oooKhhk/6bCgiebdTBPvcnh5leGOAVg3o5Dk5r4oQ=';
  expect(await isPassword('correct horse battery', { cost: 16_384, blockSize: 8, parallel: 2, salt, key })).toBe(true);
});

const good = {
  cost: 32_768,
  blockSize: 8,
  parallel: 1,
  salt: 'MDEyMzQ1Njc4OWFiY2RlZg==',
  key: `${'A'.repeat(43)}=`,
};

test.each([
  ['an empty key, which would fit every password', { key: '' }],
  ['a short salt', { salt: 'MDEy' }],
  ['costs that take all memory', { cost: 2 ** 30 }],
  ['costs that are no power of two', { cost: 30_000 }],
  ['costs that are none', { cost: 2 }],
])('a file with %s is not taken', (_, change) => {
  expect(PasswordHash.safeParse(good).success).toBe(true);
  expect(PasswordHash.safeParse({ ...good, ...change }).success).toBe(false);
});
