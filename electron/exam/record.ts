import type { ExamRecordRow, ExamSeat, ServedFile } from '../contract/exam.ts';
import type { Boot, HistoryEntry } from '../contract/model.ts';

export interface SeatPast {
  readonly seat: Pick<ExamSeat, 'name' | 'mac'>;
  /** Boots of the seat's computer that began while the exam ran. */
  readonly boots: readonly Pick<Boot, 'id' | 'startedAt' | 'actionName' | 'reason' | 'script' | 'stage'>[];
  /** What was executed on it in that time; outlives the boots. */
  readonly history: readonly Pick<
    HistoryEntry,
    'bootId' | 'actionName' | 'reason' | 'script' | 'servedAt' | 'startedAt' | 'runningAt' | 'outcome'
  >[];
  /** What a boot was handed beside its script. */
  filesOf(bootId: number): ServedFile[];
}

/** The record of one seat: every boot of it, the exam's and any other, oldest first. `sha256` gives lower-case hex. */
export function seatRecord(
  { seat, boots, history, filesOf }: SeatPast,
  sha256: (text: string) => string,
): ExamRecordRow[] {
  const ofBoot = new Map(history.map((entry) => [entry.bootId, entry]));
  const known = new Set(boots.map((boot) => boot.id));
  const words = { computerName: seat.name, mac: seat.mac };
  const executed = (entry: SeatPast['history'][number], bootAt: number): ExamRecordRow => ({
    ...words,
    bootAt,
    servedAt: entry.servedAt,
    startedAt: entry.startedAt,
    runningAt: entry.runningAt,
    actionName: entry.actionName,
    reason: entry.reason,
    outcome: entry.outcome,
    sha256: sha256(entry.script),
    files: filesOf(entry.bootId),
  });
  const rows = boots.map((boot) => {
    const entry = ofBoot.get(boot.id);
    return entry ? executed(entry, boot.startedAt) : { ...withoutTask(words, boot, sha256), files: filesOf(boot.id) };
  });
  const forgotten = history.filter((entry) => !known.has(entry.bootId)).map((entry) => executed(entry, entry.servedAt));
  return [...rows, ...forgotten].sort((one, other) => one.bootAt - other.bootAt);
}

/** A boot that took a default, or nothing at all. */
function withoutTask(
  words: Pick<ExamRecordRow, 'computerName' | 'mac'>,
  boot: SeatPast['boots'][number],
  sha256: (text: string) => string,
): Omit<ExamRecordRow, 'files'> {
  return {
    ...words,
    bootAt: boot.startedAt,
    servedAt: null,
    startedAt: null,
    runningAt: null,
    actionName: boot.actionName,
    reason: boot.reason,
    outcome: boot.stage === 'failed' ? 'failed' : null,
    sha256: boot.script === null ? null : sha256(boot.script),
  };
}
