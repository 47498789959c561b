import type { Database } from 'better-sqlite3';
import { Exam, ExamRecordRow, type ExamSeat } from '../contract/exam.ts';
import { StoreError } from './errors.ts';
import type { ExamStore, NewExam } from './port.ts';

type ExamRow = Omit<Exam, 'seats' | 'allow' | 'closedNetwork'> & {
  readonly allow: string;
  readonly closedNetwork: number;
};
type SeatRow = Omit<ExamSeat, 'variables'> & { readonly variables: string };

const selectExam = `SELECT exam.id, session.name, actionId, actionName, notBefore, notAfter, endedAt, portal, allow,
  closedNetwork, createdAt FROM exam JOIN session ON session.id = exam.id`;

export function openExams(database: Database): ExamStore {
  const byId = database.prepare<[number], ExamRow>(`${selectExam} WHERE exam.id = ?`);
  const newest = database.prepare<[number], ExamRow>(`${selectExam} ORDER BY exam.id DESC LIMIT ?`);
  const open = database.prepare<[], ExamRow>(`${selectExam} WHERE endedAt IS NULL ORDER BY exam.id`);
  const ofComputer = database.prepare<[number], ExamRow>(
    `${selectExam} WHERE endedAt IS NULL AND exam.id IN
       (SELECT examId FROM examSeat WHERE computerId = +? AND releasedAt IS NULL) ORDER BY exam.id`,
  );
  const seats = database.prepare<[number], SeatRow>(
    `SELECT computerId, mac, name, taskId, notAfter, joinedAt, releasedAt, leftAt, variables FROM examSeat
     WHERE examId = ? ORDER BY id`,
  );
  const addSession = database.prepare<[string]>("INSERT INTO session (name, kind) VALUES (?, 'exam')");
  const insert = database.prepare(
    `INSERT INTO exam (id, actionId, actionName, notBefore, notAfter, portal, allow, closedNetwork, pin, createdAt)
     VALUES (@id, @actionId, @actionName, @notBefore, @notAfter, @portal, @allow, @closedNetwork, @pin, @createdAt)`,
  );
  const put = database.prepare<[SeatRow & { examId: number }]>(
    `INSERT INTO examSeat (examId, computerId, mac, name, taskId, notAfter, joinedAt, releasedAt, leftAt, variables)
     VALUES (@examId, @computerId, @mac, @name, @taskId, @notAfter, @joinedAt, @releasedAt, @leftAt, @variables)
     ON CONFLICT (examId, mac) DO UPDATE SET computerId = excluded.computerId, name = excluded.name,
       taskId = excluded.taskId, notAfter = excluded.notAfter, joinedAt = excluded.joinedAt,
       releasedAt = excluded.releasedAt, leftAt = excluded.leftAt, variables = excluded.variables`,
  );
  const rename = database.prepare<[string, number]>('UPDATE session SET name = ? WHERE id = ?');
  const set = database.prepare(
    `UPDATE exam SET notBefore = @notBefore, notAfter = @notAfter, portal = @portal, allow = @allow,
       closedNetwork = @closedNetwork WHERE id = @id`,
  );
  const extend = database.prepare<[number, number]>('UPDATE exam SET notAfter = ? WHERE id = ?');
  const extendTask = database.prepare<[number, number]>('UPDATE task SET notAfter = ? WHERE id = ?');
  const end = database.prepare<[number, string, number]>('UPDATE exam SET endedAt = ?, record = ? WHERE id = ?');
  const pin = database.prepare<[number], string>('SELECT pin FROM exam WHERE id = ?').pluck();
  const record = database.prepare<[number], string | null>('SELECT record FROM exam WHERE id = ?').pluck();

  const whole = (row: ExamRow): Exam =>
    Exam.parse({
      ...row,
      allow: JSON.parse(row.allow),
      closedNetwork: row.closedNetwork === 1,
      seats: seats.all(row.id).map((seat) => ({ ...seat, variables: JSON.parse(seat.variables) })),
    });
  const find = (id: number): Exam | null => {
    const row = byId.get(id);
    return row ? whole(row) : null;
  };

  return {
    byId: find,
    list: (limit) => newest.all(limit).map(whole),
    open: () => open.all().map(whole),
    ofComputer: (computerId) => ofComputer.all(computerId).map(whole),
    add(fields: NewExam) {
      const id = Number(addSession.run(fields.name).lastInsertRowid);
      const { allow, closedNetwork, pin: hash } = fields;
      insert.run({
        ...fields,
        id,
        allow: JSON.stringify(allow),
        closedNetwork: closedNetwork ? 1 : 0,
        pin: JSON.stringify(hash),
      });
      const made = find(id);
      if (!made) throw new StoreError({ code: 'data-file-damaged', file: '', detail: 'exam' });
      return made;
    },
    putSeat: (examId, seat) => {
      put.run({ ...seat, examId, variables: JSON.stringify(seat.variables) });
    },
    set(id, { name, allow, closedNetwork, ...words }) {
      rename.run(name, id);
      set.run({ ...words, id, allow: JSON.stringify(allow), closedNetwork: closedNetwork ? 1 : 0 });
    },
    extend: (id, notAfter) => {
      extend.run(notAfter, id);
    },
    extendTask: (taskId, notAfter) => {
      extendTask.run(notAfter, taskId);
    },
    end: (id, at, rows) => {
      end.run(at, JSON.stringify(rows), id);
    },
    pin: (id) => JSON.parse(pin.get(id) ?? 'null') as unknown,
    record: (id) => {
      const text = record.get(id) ?? null;
      return text === null ? null : ExamRecordRow.array().parse(JSON.parse(text));
    },
  };
}
