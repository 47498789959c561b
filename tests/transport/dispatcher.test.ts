import { expect, test } from 'vitest';
import { Refusal } from '../../electron/contract/api.ts';
import { call } from '../../electron/transport/dispatcher.ts';
import type { EnginePort } from '../../electron/transport/engine-port.ts';
import { temporaryEngine } from './temporary-engine.ts';

const refusals: [why: string, command: string, input: unknown, code: string, message: string][] = [
  ['an unknown command', 'computer.fly', {}, 'not-found', 'There is no command “computer.fly”.'],
  ['a name of every object', 'constructor', {}, 'not-found', 'There is no command “constructor”.'],
  ['the prototype', '__proto__', {}, 'not-found', 'There is no command “__proto__”.'],
  ['a name with an escape sequence', 'a\u001b[2Jb\n', {}, 'not-found', 'There is no command “a [2Jb”.'],
  ['no input', 'status', undefined, 'usage', 'is missing'],
  ['a field that the command does not have', 'status', { all: 1 }, 'usage', 'unknown field all'],
  ['a field that is missing', 'computer.add', {}, 'usage', 'mac: is missing'],
  ['a field of the wrong type', 'room.add', { name: 7 }, 'usage', 'name: must be a string'],
  ['a number that is too large', 'room.add', { name: 'A', rows: 100 }, 'usage', 'rows: must be at most 99'],
  ['an empty list', 'task.cancel', { tasks: [] }, 'usage', 'tasks: must be at least 1 entries long'],
  [
    'a field inside a field',
    'computer.add',
    { mac: '52:54:00:00:00:02', seat: { row: 1, column: 'x' } },
    'usage',
    'seat.column: must be a number',
  ],
  [
    'a value outside a choice',
    'task.add',
    { computers: [1], action: 1, repeat: 'daily', notBefore: 1, notAfter: 2 },
    'usage',
    'repeat: must be one of once, every boot',
  ],
  ['no MAC address', 'computer.add', { mac: 'zz' }, 'usage', 'mac: a MAC address looks like 52:54:00:00:00:02'],
  ['a computer that is not there', 'computer.remove', { computer: 'PC-1' }, 'not-found', 'There is no computer PC-1.'],
];

test('what cannot be done is refused in one line that names the field', async () => {
  const engine = temporaryEngine();
  const faults: unknown[] = [];
  for (const [why, command, input, code, message] of refusals) {
    const result = await call(engine, command, input, (_where, fault) => faults.push(fault));
    expect(result, why).toMatchObject({ ok: false, code, message });
  }
  expect(faults).toEqual([]);
});

test('a command runs with its defaults filled in', async () => {
  const result = await call(temporaryEngine(), 'room.add', { name: 'B12' }, () => undefined);
  expect(result).toMatchObject({ ok: true, value: { name: 'B12', rows: 5, columns: 6 } });
});

/** A real engine in which one command behaves as given. */
function engineWith(status: EnginePort['handlers']['status']): EnginePort {
  const engine = temporaryEngine();
  return { revision: 0, subscribe: (listener) => engine.subscribe(listener), handlers: { ...engine.handlers, status } };
}

test('of a fault only its existence leaves the engine, and it is logged once', async () => {
  const faults: [string, unknown][] = [];
  const fault = new Error('SELECT secret FROM places');
  const engine = engineWith(() => Promise.reject(fault));
  const result = await call(engine, 'status', {}, (where, thrown) => faults.push([where, thrown]));
  expect(result).toEqual({
    ok: false,
    code: 'failed',
    message: '“status” failed inside Rollcall. Its log holds the details.',
    phrase: { code: 'command-failed', command: 'status' },
  });
  expect(faults).toEqual([['status', fault]]);
});

test('a refusal from deep inside keeps its code and loses its line breaks', async () => {
  const engine = engineWith(() => {
    throw new Refusal('forbidden', { code: 'room-missing', ref: 'B\n12' });
  });
  const result = await call(engine, 'status', {}, () => undefined);
  expect(result).toEqual({
    ok: false,
    code: 'forbidden',
    message: 'There is no room B 12.',
    phrase: { code: 'room-missing', ref: 'B 12' },
  });
});
