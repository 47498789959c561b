import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ExamRecordRow } from '../../electron/contract/exam.ts';
import { seatRecord } from '../../electron/exam/record.ts';
import { reportCsv, reportHtml } from '../../electron/exam/report.ts';
import { reportWords } from '../../electron/exam/report-words.ts';
import { examBetween, examNow, examVariables } from '../../electron/exam/variables.ts';
import { anExam, aSeat } from './exams.ts';

const ten = Date.UTC(2026, 10, 23, 10);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const executed = {
  bootId: 4,
  actionName: 'Kiosk',
  reason: 'exam',
  script: '#!ipxe\n',
  servedAt: ten + 5,
  startedAt: ten + 6,
  runningAt: null,
  outcome: 'started',
} as const;
const boot = {
  id: 4,
  startedAt: ten,
  actionName: 'Kiosk',
  reason: 'exam',
  script: '#!ipxe\n',
  stage: 'started',
} as const;

const kernel = { name: 'vmlinuz', bytes: 8_000, sha256: 'cd' };

describe('the record of a seat', () => {
  it('has each boot once, with the hash of the very text that was handed over', () => {
    const rows = seatRecord({ seat: aSeat(), boots: [boot], history: [executed], filesOf: () => [kernel] }, sha256);
    expect(rows).toMatchObject([
      { bootAt: ten, servedAt: ten + 5, outcome: 'started', sha256: sha256('#!ipxe\n'), files: [kernel] },
    ]);
  });

  it('has what was executed when the boot is forgotten, and a boot that took nothing', () => {
    const silent = {
      ...boot,
      id: 9,
      startedAt: ten + 99,
      actionName: null,
      reason: null,
      script: null,
      stage: 'seen',
    } as const;
    const rows = seatRecord({ seat: aSeat(), boots: [silent], history: [executed], filesOf: () => [] }, sha256);
    expect(rows.map((row) => [row.bootAt, row.actionName, row.sha256 !== null])).toEqual([
      [ten + 5, 'Kiosk', true],
      [ten + 99, null, false],
    ]);
  });
});

const row: ExamRecordRow = {
  computerName: '=cmd("a"),1',
  mac: '52:54:00:00:00:02',
  bootAt: ten,
  servedAt: null,
  startedAt: null,
  runningAt: null,
  actionName: '<b>Kiosk</b>',
  reason: 'exam',
  outcome: 'served',
  sha256: 'ab',
  files: [kernel, { name: 'initrd', bytes: null, sha256: null }],
};

const files = [
  { name: 'vmlinuz', bytes: 8_000, sha256: 'cd' },
  { name: '<initrd>', bytes: null, sha256: null },
];

describe('the report', () => {
  it('is CSV in which no name is a formula or breaks a line', () => {
    const [head, line, ...rest] = reportCsv([row], reportWords.en).split('\r\n');
    expect(head).toMatch(/^computer,MAC,boot began/);
    expect(line).toBe(
      '"\'=cmd(""a""),1",52:54:00:00:00:02,2026-11-23T10:00:00.000Z,,,,<b>Kiosk</b>,exam,served,ab,vmlinuz cd; initrd ?',
    );
    expect(rest).toEqual(['']);
  });

  it('is a page in which a name is text', () => {
    const page = reportHtml({ exam: anExam({ name: 'Maths & <i>' }), rows: [row], files }, reportWords.en);
    expect(page).toContain('Maths &#38; &#60;i&#62;');
    expect(page).toContain('&#60;b&#62;Kiosk&#60;/b&#62;');
    expect(page).not.toMatch(/<script|<b>/);
  });

  it('has the files of its action with their hashes, and says which is gone', () => {
    const page = reportHtml({ exam: anExam(), rows: [], files }, reportWords.en);
    expect(page).toContain('<td>vmlinuz</td><td>8000</td><td>cd</td>');
    expect(page).toContain('<td>&#60;initrd&#62;</td><td></td><td>not there any more</td>');
  });

  it('speaks French to those who do', () => {
    const page = reportHtml({ exam: anExam(), rows: [row], files }, reportWords.fr);
    expect(page).toContain('<html lang="fr">');
    expect(page).toContain('Fichiers que sert son action');
    expect(reportCsv([row], reportWords.fr)).toMatch(/^poste,MAC,début du démarrage,/);
    expect(reportWords.fr.columns).toHaveLength(reportWords.en.columns.length);
  });
});

describe('what an exam gives to scripts', () => {
  it('wins over the computer’s own, and the seat’s wins over both', () => {
    const exam = anExam({ seats: [aSeat({ variables: { candidate: '4711' } })] });
    expect(examVariables({ candidate: 'none', exam: 'old', lab: 'B' }, exam, 3)).toEqual({
      candidate: '4711',
      exam: 'Maths',
      'exam-portal': 'http://10.77.0.5/exam',
      'exam-allow': '*.school.example 10.77.0.6',
      lab: 'B',
    });
  });
});

describe('the exam of a computer', () => {
  const hour = 3_600_000;
  it.each([
    ['is none before it begins', ten - 1, null],
    ['is there from the first instant on', ten, 1],
    ['is none at its last', ten + hour, null],
  ])('%s', (_, now, wanted) => {
    expect(examNow([anExam()], 3, now)?.id ?? null).toBe(wanted);
  });

  it('is none for a released seat, nor for another computer', () => {
    expect(examNow([anExam({ seats: [aSeat({ releasedAt: ten })] })], 3, ten)).toBeNull();
    expect(examNow([anExam()], 4, ten)).toBeNull();
  });

  it.each([
    ['that ends as another begins do not meet', ten - hour, ten, null],
    ['that share an instant do', ten - hour, ten + 1, 1],
    ['that begin as another ends do not meet', ten + hour, ten + 2 * hour, null],
  ])('exams %s', (_, notBefore, notAfter, wanted) => {
    expect(examBetween([anExam()], 3, { notBefore, notAfter })?.id ?? null).toBe(wanted);
  });
});
