import type { Database } from 'better-sqlite3';
import type { HistoryEntry, Task } from '../contract/model.ts';
import { StoreError } from './errors.ts';
import type { Execution, NewTask, TaskStore } from './port.ts';

/**
 * Here and in the other hot questions a parameter is written `+?`. The library is built with STAT4, under which SQLite
 * may plan a statement anew for every other value that is compared with an indexed column: 20 µs instead of 5. The plus
 * hides the value from the planner and changes nothing else.
 */
const selectTask = `SELECT task.id, computerId, actionId, sessionId, session.kind AS sessionKind, repeat, notBefore,
  notAfter, executions, createdAt FROM task LEFT JOIN session ON session.id = task.sessionId`;

export function openTasks(database: Database): TaskStore {
  const byId = database.prepare<[number], Task>(`${selectTask} WHERE task.id = +?`);
  const all = database.prepare<[], Task>(`${selectTask} ORDER BY notBefore, task.id`);
  const ofComputer = database.prepare<[number], Task>(
    `${selectTask} WHERE computerId = +? ORDER BY notBefore, task.id`,
  );
  const insert = database.prepare<[NewTask]>(
    `INSERT INTO task (computerId, actionId, sessionId, repeat, notBefore, notAfter, executions, createdAt)
     VALUES (@computerId, @actionId, @sessionId, @repeat, @notBefore, @notAfter, 0, @createdAt)`,
  );
  const remove = database.prepare<[number]>('DELETE FROM task WHERE id = ?');
  const rearm = database.prepare<[{ id: number; notBefore: number; notAfter: number }]>(
    'UPDATE task SET notBefore = @notBefore, notAfter = @notAfter, executions = 0 WHERE id = @id',
  );
  const count = database.prepare<[number]>('UPDATE task SET executions = executions + 1 WHERE id = ?');
  const crossing = database.prepare<[{ from: number; to: number }], Task>(
    `${selectTask} WHERE task.id IN (
       SELECT id FROM task WHERE notBefore > @from AND notBefore <= @to
       UNION SELECT id FROM task WHERE notAfter > @from AND notAfter <= @to)
     ORDER BY notBefore, task.id`,
  );
  const nextStart = database
    .prepare<[number], number | null>('SELECT min(notBefore) FROM task WHERE notBefore > ?')
    .pluck();
  const nextEnd = database
    .prepare<[number], number | null>('SELECT min(notAfter) FROM task WHERE notAfter > ?')
    .pluck();
  const executed = database.prepare<[number], HistoryEntry>('SELECT * FROM history WHERE bootId = ?');
  const remember = database.prepare<[Omit<HistoryEntry, 'id'>]>(
    `INSERT INTO history (bootId, taskId, computerId, mac, computerName, actionName, actionKind, repeat, notBefore,
       notAfter, reason, script, servedAt, startedAt, runningAt, outcome)
     VALUES (@bootId, @taskId, @computerId, @mac, @computerName, @actionName, @actionKind, @repeat, @notBefore,
       @notAfter, @reason, @script, @servedAt, @startedAt, @runningAt, @outcome)`,
  );

  const taskById = (id: number): Task | null => byId.get(id) ?? null;

  const execute = database.transaction((taskId: number, entry: Omit<HistoryEntry, 'id'>): Execution | null => {
    const earlier = executed.get(entry.bootId);
    if (earlier) return { entry: earlier, task: taskById(earlier.taskId), again: true };
    const task = byId.get(taskId);
    if (!task) return null;
    const id = Number(remember.run(entry).lastInsertRowid);
    (task.repeat === 'once' ? remove : count).run(taskId);
    return { entry: { ...entry, id }, task: taskById(taskId), again: false };
  });

  return {
    byId: taskById,
    list: (filter) => (filter?.computerId === undefined ? all.all() : ofComputer.all(filter.computerId)),
    forComputer: (computerId) => ofComputer.all(computerId),
    add(fields) {
      const id = Number(insert.run(fields).lastInsertRowid);
      const task = byId.get(id);
      if (!task) throw new StoreError({ code: 'row-missing', table: 'task', id });
      return task;
    },
    remove(id) {
      const before = taskById(id);
      if (before) remove.run(id);
      return before;
    },
    rearm(id, { notBefore, notAfter }) {
      rearm.run({ id, notBefore, notAfter });
      return taskById(id);
    },
    execute: ({ taskId, entry }) => execute.immediate(taskId, entry),
    crossing: (from, to) => crossing.all({ from, to }),
    nextEdge(after) {
      const edges = [nextStart.get(after), nextEnd.get(after)].filter((edge) => typeof edge === 'number');
      return edges.length === 0 ? null : Math.min(...edges);
    },
  };
}
