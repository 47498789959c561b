import type { LogLine } from '../../../electron/contract/api.ts';
import type { Boot, BootFact, Stage } from '../../../electron/contract/model.ts';
import { factStage } from '../../../electron/contract/stage.ts';

export type BootStage = Exclude<Stage, 'failed'>;

/** One stage of a boot. Times are milliseconds since the epoch, durations milliseconds. */
export interface Step {
  readonly stage: BootStage;
  readonly state: 'done' | 'now' | 'failed' | 'not reached';
  readonly at: number | null;
  /** Until the next stage, or until the last sign of life; null where none was reached, and for a running system. */
  readonly lasted: number | null;
}

const order: readonly BootStage[] = ['seen', 'address', 'loader', 'script', 'loading', 'started', 'running'];

/** The stages of one boot and how long each took; `lines` are those of this boot, oldest first. */
export function stepsOf(boot: Boot, lines: readonly LogLine[]): readonly Step[] {
  const reached = reachedAt(boot, lines);
  const last = order.findLast((stage) => reached.has(stage)) ?? 'seen';
  return order.map((stage, index) => {
    const at = reached.get(stage);
    if (at === undefined) return { stage, state: 'not reached', at: null, lasted: null };
    const next = order.slice(index + 1).find((later) => reached.has(later));
    const until = next === undefined ? boot.lastEventAt : (reached.get(next) ?? at);
    const lasted = stage === 'running' ? null : Math.max(0, until - at);
    return { stage, state: stage === last ? stateOfLast(boot) : 'done', at, lasted };
  });
}

function stateOfLast({ stage }: Boot): Step['state'] {
  if (stage === 'failed') return 'failed';
  return stage === 'running' ? 'done' : 'now';
}

function reachedAt(boot: Boot, lines: readonly LogLine[]): ReadonlyMap<BootStage, number> {
  const reached = new Map<BootStage, number>([['seen', boot.startedAt]]);
  for (const { at, fact } of lines) {
    const stage = factStage(fact);
    if (stage !== 'failed' && reaches(fact) && !reached.has(stage)) reached.set(stage, at);
  }
  return reached;
}

/** A fact that its stage begins with; others only belong to it. */
function reaches({ kind }: BootFact): boolean {
  return ['address', 'file-started', 'file-sent', 'script-served', 'started', 'running', 'progress'].includes(kind);
}

/** A file that the boot fetched, as it is now. */
export interface FetchedFile {
  readonly key: number;
  readonly file: string;
  readonly state: 'loading' | 'got' | 'stopped';
  readonly sent: number;
  /** Null: not told. */
  readonly bytes: number | null;
  readonly milliseconds: number | null;
  /** Bytes a second; null for what is too short to be measured. */
  readonly rate: number | null;
}

/** Every try of every file, oldest first. */
export function filesOf(lines: readonly LogLine[]): readonly FetchedFile[] {
  const files: FetchedFile[] = [];
  const begun = new Map<string, { readonly index: number; readonly at: number }>();
  for (const line of lines) {
    const { fact } = line;
    if (!isTransfer(fact)) continue;
    const name = `${fact.protocol} ${fact.file}`;
    const known = fact.kind === 'file-started' ? undefined : begun.get(name);
    const index = known?.index ?? files.length;
    files[index] = fileOf(fact, files[index]?.key ?? line.id, line.at - (known?.at ?? line.at));
    if (fact.kind === 'file-sent' || fact.kind === 'file-failed') begun.delete(name);
    else begun.set(name, { index, at: known?.at ?? line.at });
  }
  return files;
}

type Transfer = Extract<BootFact, { kind: 'file-started' | 'file-progress' | 'file-sent' | 'file-failed' }>;

const isTransfer = (fact: BootFact): fact is Transfer => fact.kind.startsWith('file-');

function fileOf(fact: Transfer, key: number, since: number): FetchedFile {
  const base = { key, file: fact.file, bytes: fact.bytes };
  switch (fact.kind) {
    case 'file-started':
      return { ...base, state: 'loading', sent: 0, milliseconds: null, rate: null };
    case 'file-progress':
      return { ...base, state: 'loading', sent: fact.sent, milliseconds: since, rate: rateOf(fact.sent, since) };
    case 'file-sent':
      return {
        ...base,
        state: 'got',
        sent: fact.bytes,
        milliseconds: fact.milliseconds,
        rate: rateOf(fact.bytes, fact.milliseconds),
      };
    case 'file-failed':
      return { ...base, state: 'stopped', sent: fact.sent, milliseconds: since, rate: rateOf(fact.sent, since) };
  }
}

const rateOf = (bytes: number, milliseconds: number): number | null =>
  milliseconds > 0 ? (bytes / milliseconds) * 1_000 : null;
