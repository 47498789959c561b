import type { Exam, ExamSeat } from '../../electron/contract/exam.ts';

const ten = Date.UTC(2026, 10, 23, 10);
const hour = 3_600_000;

export const aSeat = (parts: Partial<ExamSeat> = {}): ExamSeat => ({
  computerId: 3,
  mac: '52:54:00:00:00:02',
  name: 'PC-02',
  taskId: 7,
  notAfter: ten + hour,
  joinedAt: ten,
  releasedAt: null,
  leftAt: null,
  variables: {},
  ...parts,
});

export const anExam = (parts: Partial<Exam> = {}): Exam => ({
  id: 1,
  name: 'Maths',
  actionId: 2,
  actionName: 'Kiosk',
  notBefore: ten,
  notAfter: ten + hour,
  endedAt: null,
  portal: 'http://10.77.0.5/exam',
  allow: ['*.school.example', '10.77.0.6'],
  closedNetwork: false,
  createdAt: ten,
  seats: [aSeat()],
  ...parts,
});
