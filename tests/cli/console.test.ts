import { expect, test } from 'vitest';
import { consoleAccess } from '../../electron/transport/console-access.ts';
import { temporaryFolder } from '../transport/temporary-engine.ts';
import { rollcall } from './command-line.ts';

const stdin = 'a long enough word\n';

test('the password is read from standard input while nothing runs', async () => {
  const dataFolder = temporaryFolder();
  const { code, out } = await rollcall({ dataFolder, stdin }, 'console', 'password');
  expect([code, out]).toEqual([0, ['The password is set. Every browser that was logged in is logged out.']]);
  expect(consoleAccess(dataFolder).view).toEqual({ state: 'closed', hasPassword: true, place: null });
});

test('a short password is refused and changes nothing', async () => {
  const dataFolder = temporaryFolder();
  const { code, err } = await rollcall({ dataFolder, stdin: 'short\n' }, 'console', 'password');
  expect([code, err]).toEqual([2, ['password: must be at least 10 characters long']]);
  expect(consoleAccess(dataFolder).view.hasPassword).toBe(false);
});

test('without a password it is not opened, and what to do is said', async () => {
  const dataFolder = temporaryFolder();
  const { code, err } = await rollcall({ dataFolder }, 'console', 'open');
  expect(code).toBe(1);
  expect(err[0]).toContain('Set a password first');
  const serving = await rollcall({ dataFolder }, 'serve', '--card', 'nix0', '--console', '0.0.0.0:8090');
  expect(serving.code).toBe(1);
  expect(serving.err[0]).toContain('rollcall console password');
});

test('it is opened for the next start, and closed again', async () => {
  const dataFolder = temporaryFolder();
  await rollcall({ dataFolder, stdin }, 'console', 'password');
  const opened = await rollcall({ dataFolder }, 'console', 'open', '--card', 'lo', '--port', '8091');
  expect(opened.out).toEqual(['It will be open when Rollcall runs.']);
  expect(consoleAccess(dataFolder).view.place).toEqual({ card: 'lo', port: 8_091 });
  const closed = await rollcall({ dataFolder }, 'console', 'close');
  expect(closed.out).toEqual(['The console is closed to the network.']);
});

test('an address that this machine has not is refused by name', async () => {
  const dataFolder = temporaryFolder();
  await rollcall({ dataFolder, stdin }, 'console', 'password');
  const { code, err } = await rollcall({ dataFolder }, 'serve', '--card', 'nix0', '--console', '192.0.2.77:8090');
  const why = 'The console cannot use 192.0.2.77:8090: this machine has no such address.';
  expect([code, err]).toEqual([1, [why]]);
});
