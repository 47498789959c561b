import { describe, expect, test } from 'vitest';
import type { Exam, ExamSeat } from '../../electron/contract/exam.ts';
import { type ExamSeatState, examSeatState, examState } from '../../electron/contract/exam-seat.ts';
import { quietUntilGivenUp, quietUntilOff } from '../../electron/contract/stage.ts';
import { anExam, aSeat } from './exams.ts';

const ten = Date.UTC(2026, 10, 23, 10);
const minute = 60_000;

const boot = { taskId: 7, stage: 'running', startedAt: ten, lastEventAt: ten + minute, script: '#!ipxe\n' } as const;
const asking = { ...boot, taskId: null, script: null, stage: 'loader' } as const;

type Case = readonly [string, Partial<ExamSeat>, Parameters<typeof examSeatState>[1], number, number, ExamSeatState];

const cases: readonly Case[] = [
  ['a machine that never asked is off', {}, null, 0, ten, { kind: 'off' }],
  ['the exam that runs is in', {}, boot, 1, ten + minute, { kind: 'in', since: ten }],
  ['a boot that has not asked yet is booting', {}, asking, 0, ten + minute, { kind: 'booting', again: false }],
  ['a restart comes back', {}, asking, 1, ten + minute, { kind: 'booting', again: true }],
  [
    'the exam still loading is booting',
    {},
    { ...boot, stage: 'loading' },
    1,
    ten + minute,
    { kind: 'booting', again: false },
  ],
  [
    'a system from before the exam is outside',
    {},
    { ...boot, taskId: null },
    0,
    ten + minute,
    { kind: 'outside', why: 'earlier', since: ten },
  ],
  [
    'a failed exam boot is outside',
    {},
    { ...boot, stage: 'failed' },
    1,
    ten + minute,
    { kind: 'outside', why: 'failed', since: ten + minute },
  ],
  [
    'a start that fell silent is outside',
    {},
    asking,
    0,
    ten + minute + quietUntilGivenUp,
    { kind: 'outside', why: 'silent', since: ten },
  ],
  [
    'a restart that fell silent has left when it restarted',
    {},
    asking,
    1,
    ten + minute + quietUntilGivenUp,
    { kind: 'left', at: ten },
  ],
  [
    'a system that gave its address back has left',
    { leftAt: ten + 14 * minute },
    boot,
    1,
    ten + 20 * minute,
    { kind: 'left', at: ten + 14 * minute },
  ],
  [
    'a goodbye before this boot is forgotten',
    { leftAt: ten - minute },
    boot,
    2,
    ten + minute,
    { kind: 'in', since: ten },
  ],
  ['a seat silent for a day has left', {}, boot, 1, ten + minute + quietUntilOff, { kind: 'left', at: ten + minute }],
  [
    'a machine last heard of yesterday is off',
    {},
    { ...boot, taskId: null },
    0,
    ten + minute + quietUntilOff,
    { kind: 'off' },
  ],
  [
    'a released seat is released whatever it runs',
    { releasedAt: ten, taskId: null },
    boot,
    1,
    ten + minute,
    { kind: 'released', at: ten },
  ],
];

describe('a seat on the board', () => {
  test.each(cases)('%s', (_, seat, newest, executions, now, wanted) => {
    expect(examSeatState(aSeat(seat), newest, executions, now)).toEqual(wanted);
  });
});

describe('an exam by the clock', () => {
  const exam: Exam = anExam({
    notBefore: ten,
    notAfter: ten + 60 * minute,
    seats: [aSeat({ notAfter: ten + 80 * minute })],
  });

  test.each([
    ['is planned before it begins', ten - 1, 'planned'],
    ['runs from its first instant on', ten, 'running'],
    ['runs on for a seat with extra time', ten + 79 * minute, 'running'],
    ['has ended when the last seat is free', ten + 80 * minute, 'ended'],
  ] as const)('%s', (_, now, wanted) => {
    expect(examState(exam, now)).toBe(wanted);
  });

  test('has ended when somebody ended it', () => {
    expect(examState({ ...exam, endedAt: ten + minute }, ten + 2 * minute)).toBe('ended');
  });
});
