import { expect, test } from 'vitest';
import { type Login, LoginSessions, loginLasts } from '../../electron/transport/login-sessions.ts';

function sessions() {
  const ended: Login[] = [];
  return { logins: new LoginSessions((login) => ended.push(login)), ended };
}

test('a login is found by its key, and by no other', () => {
  const { logins } = sessions();
  const key = logins.begin(0);
  expect(key).toMatch(/^[\w-]{32}$/);
  const login = logins.find(key, 1);
  expect(login?.until).toBe(loginLasts);
  expect(logins.find('', 1)).toBeNull();
  expect(logins.find(login?.name ?? '', 1)).toBeNull();
});

test.each([
  ['over after its time', loginLasts, false],
  ['there until then', loginLasts - 1, true],
  ['over when the clock was set back before its beginning', -1, false],
])('a login is %s', (_, now, found) => {
  const { logins } = sessions();
  expect(logins.find(logins.begin(0), now) !== null).toBe(found);
});

test('what is over is ended and told, the rest stays', () => {
  const { logins, ended } = sessions();
  logins.begin(0);
  const late = logins.begin(loginLasts / 2);
  logins.endOld(loginLasts);
  expect(ended).toHaveLength(1);
  expect(logins.find(late, loginLasts)).not.toBeNull();
});

test('all can be ended, and an ended one is told once', () => {
  const { logins, ended } = sessions();
  const login = logins.find(logins.begin(0), 0);
  logins.begin(0);
  logins.endAll();
  if (login) logins.end(login);
  expect([logins.count, ended.length]).toEqual([0, 2]);
});

test('there are never more than a hundred: the oldest ends', () => {
  const { logins, ended } = sessions();
  const first = logins.begin(0);
  for (let number = 0; number < 100; number += 1) logins.begin(0);
  expect([logins.count, ended.length]).toEqual([100, 1]);
  expect(logins.find(first, 0)).toBeNull();
});
