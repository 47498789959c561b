import type { StoredBoot } from '../boot/stored-boot.ts';
import type { BootFact, Computer, HistoryEntry, Outcome } from '../contract/model.ts';
import type { Execution } from '../store/port.ts';
import type { BootPlane } from './boot-plane.ts';
import { tellTasks } from './task-view.ts';

/**
 * Moves the task of a boot whose script was handed over into the history, once: a boot that has its row already, or
 * whose task was cancelled meanwhile, comes back as it is.
 */
function executeTask(plane: BootPlane, computer: Computer, boot: StoredBoot): StoredBoot {
  return tellExecution(plane, computer, boot, storeExecution(plane, computer, boot));
}

/** The part of it that the store does, for a transaction with others; null when there is nothing to move. */
export function storeExecution(plane: BootPlane, computer: Computer, boot: StoredBoot): Execution | null {
  if (boot.taskId === null || boot.historyId !== null) return null;
  // The process may have died between writing the row and noting it in the boot.
  const earlier = plane.store.history.byBoot(boot.id);
  if (earlier) return { entry: earlier, task: plane.store.tasks.byId(boot.taskId), again: true };
  const entry = entryOf(plane, computer, boot, boot.taskId);
  return entry && plane.store.tasks.execute({ taskId: boot.taskId, entry });
}

/** What the windows and the boot learn of it once it is stored. */
export function tellExecution(
  plane: BootPlane,
  computer: Computer,
  boot: StoredBoot,
  done: Execution | null,
): StoredBoot {
  if (!done) return boot;
  if (!done.again) {
    plane.bus.publish({ kind: 'history', entry: done.entry });
    if (done.task) tellTasks(plane, [done.task]);
    else plane.bus.publish({ kind: 'task-removed', id: done.entry.taskId });
    // An exam that is over for this machine no longer holds its other tasks.
    if (boot.reason === 'exam') tellTasks(plane, plane.store.tasks.forComputer(computer.id));
  }
  return { ...boot, historyId: done.entry.id };
}

function entryOf(
  plane: BootPlane,
  computer: Computer,
  boot: StoredBoot,
  taskId: number,
): Omit<HistoryEntry, 'id'> | null {
  const task = plane.store.tasks.byId(taskId);
  const action = boot.actionId === null ? null : plane.store.actions.byId(boot.actionId);
  if (!task || boot.script === null || boot.reason === null) return null;
  return {
    bootId: boot.id,
    taskId,
    computerId: computer.id,
    mac: computer.mac,
    computerName: computer.name,
    actionName: boot.actionName ?? '',
    actionKind: action?.kind ?? '',
    repeat: task.repeat,
    notBefore: task.notBefore,
    notAfter: task.notAfter,
    reason: boot.reason,
    script: boot.script,
    servedAt: plane.clock.now(),
    startedAt: null,
    runningAt: null,
    outcome: 'served',
  };
}

/**
 * The machine names the boot by the word in its script, so the script has arrived: needed when the process died
 * between the last byte and the write of the history row.
 */
export function confirmByToken(plane: BootPlane, computer: Computer, boot: StoredBoot): StoredBoot {
  const executed = executeTask(plane, computer, boot);
  if (executed !== boot) {
    plane.recorder.change(executed);
    plane.recorder.flush();
  }
  return executed;
}

/** What a fact makes of the history row of its boot; null: nothing. */
function outcomeOf(fact: BootFact): Outcome | null {
  switch (fact.kind) {
    case 'started':
    case 'running':
    case 'failed':
      return fact.kind;
    default:
      return null;
  }
}

/** A row only moves forward; `failed` ends it until the machine reports that it runs after all. */
const order: Readonly<Record<Outcome, number>> = { served: 0, started: 1, failed: 2, running: 3 };

/** Carries what a machine reports over to the history row that its boot's task became. */
export function noteOutcome(plane: BootPlane, boot: StoredBoot, fact: BootFact): void {
  const outcome = outcomeOf(fact);
  if (outcome === null || boot.historyId === null) return;
  const row = plane.store.history.byId(boot.historyId);
  if (!row || order[outcome] <= order[row.outcome]) return;
  const now = plane.clock.now();
  const entry: HistoryEntry = plane.store.history.setOutcome(row.id, {
    outcome,
    ...(outcome === 'started' ? { startedAt: now } : {}),
    ...(outcome === 'running' ? { runningAt: now } : {}),
  });
  plane.bus.publish({ kind: 'history', entry });
}
