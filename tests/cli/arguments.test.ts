import { expect, test } from 'vitest';
import {
  assignmentArgument,
  consoleArgument,
  listArgument,
  numberArgument,
  rangeArgument,
  seatArgument,
} from '../../electron/cli/arguments.ts';

const said: [why: string, read: () => unknown, value: unknown][] = [
  ['a seat', () => seatArgument('1,2'), { row: 1, column: 2 }],
  ['a seat with a space', () => seatArgument(' 12, 3 '), { row: 12, column: 3 }],
  ['a range', () => rangeArgument('10.77.0.100-10.77.0.200'), { first: '10.77.0.100', last: '10.77.0.200' }],
  ['a number', () => numberArgument(1, 65_535)('8080'), 8_080],
  ['a console on IPv4', () => consoleArgument('127.0.0.1:8090'), { host: '127.0.0.1', port: 8_090 }],
  ['a console on IPv6', () => consoleArgument('[::1]:0'), { host: '::1', port: 0 }],
  ['a list between commas', () => listArgument('PC-1, PC-2', ['PC-0']), ['PC-0', 'PC-1', 'PC-2']],
  ['a value with an equals sign', () => [...assignmentArgument('a=b=c')], [['a', ['b=c']]]],
  ['a key said twice', () => [...assignmentArgument('a=2', new Map([['a', ['1']]]))], [['a', ['1', '2']]]],
  ['an empty value', () => [...assignmentArgument('a=')], [['a', ['']]]],
];

test.each(said)('%s is read', (_why, read, value) => {
  expect(read()).toEqual(value);
});

const wrong: [why: string, read: () => unknown][] = [
  ['a seat without a column', () => seatArgument('1')],
  ['a seat in row 0', () => seatArgument('0,1')],
  ['a range of one address', () => rangeArgument('10.77.0.100')],
  ['a range of three', () => rangeArgument('10.0.0.1-10.0.0.2-10.0.0.3')],
  ['a number with letters', () => numberArgument(1, 9)('1e0')],
  ['a number that is too large', () => numberArgument(1, 9)('10')],
  ['a console by a name', () => consoleArgument('localhost:80')],
  ['a console port past 65535', () => consoleArgument('127.0.0.1:65536')],
  ['a list with a hole', () => listArgument('PC-1,,PC-2')],
  ['an assignment without a key', () => assignmentArgument('=b')],
];

test.each(wrong)('%s is wrong usage', (_why, read) => {
  expect(read).toThrow(expect.objectContaining({ code: 'commander.invalidArgument' }));
});
