import type { LogLine } from '../../../electron/contract/api.ts';
import type { BootFact, Stage } from '../../../electron/contract/model.ts';
import { factStage } from '../../../electron/contract/stage.ts';

/** What the log draws: a line, or many alike in one. `key` is the number of the first event in it. */
export type Row =
  | { readonly kind: 'line'; readonly key: number; readonly line: LogLine; readonly inFold: boolean }
  | {
      readonly kind: 'fold';
      readonly key: number;
      readonly stage: Stage;
      readonly what: BootFact['kind'];
      readonly computers: number;
      readonly open: boolean;
      readonly at: number;
    };

type LineRow = Extract<Row, { kind: 'line' }>;

/** So many of the same in a row become one. */
const alike = 10;

/** The rows of some lines, oldest first. `open` has the keys of the folds whose lines are shown. */
export function rowsOf(lines: readonly LogLine[], open: ReadonlySet<number>): Row[] {
  const merged = mergeProgress(lines);
  const rows: Row[] = [];
  let from = 0;
  for (let at = 1; at <= merged.length; at += 1) {
    const first = merged[from];
    const here = merged[at];
    if (first && here && sameSort(first.line, here.line)) continue;
    rows.push(...folded(merged.slice(from, at), open));
    from = at;
  }
  return rows;
}

/** The progress of one file is one line that updates itself, at the place where it began. A failure has its own line. */
function mergeProgress(lines: readonly LogLine[]): LineRow[] {
  const rows: LineRow[] = [];
  const running = new Map<string, number>();
  for (const line of lines) {
    const name = progressName(line);
    const at = name === null ? undefined : running.get(name);
    const row = at === undefined ? undefined : rows[at];
    const begun = line.fact.kind === 'file-started';
    if (row && at !== undefined && !begun && line.fact.kind !== 'file-failed') rows[at] = { ...row, line };
    else rows.push({ kind: 'line', key: line.id, line, inFold: false });
    if (name === null) continue;
    if (line.fact.kind === 'file-sent' || line.fact.kind === 'file-failed') running.delete(name);
    else if (at === undefined || begun) running.set(name, rows.length - 1);
  }
  return rows;
}

/** Null for a line that is no progress. */
function progressName({ bootId, fact }: LogLine): string | null {
  switch (fact.kind) {
    case 'file-started':
    case 'file-progress':
    case 'file-sent':
    case 'file-failed':
      return `${bootId} ${fact.protocol} ${fact.file}`;
    case 'progress':
      return `${bootId} ${fact.text ?? ''}`;
    default:
      return null;
  }
}

/** Trouble is never folded: somebody has to see whose it is. What a loader writes differs from line to line. */
function sameSort(one: LogLine, other: LogLine): boolean {
  return (
    !one.trouble &&
    !other.trouble &&
    one.fact.kind === other.fact.kind &&
    one.fact.kind !== 'loader-line' &&
    factStage(one.fact) === factStage(other.fact)
  );
}

function folded(rows: readonly LineRow[], open: ReadonlySet<number>): Row[] {
  const [first] = rows;
  if (!first || rows.length < alike) return [...rows];
  const isOpen = open.has(first.key);
  const fold: Row = {
    kind: 'fold',
    key: first.key,
    stage: factStage(first.line.fact),
    what: first.line.fact.kind,
    computers: new Set(rows.map(({ line }) => line.computerId)).size,
    open: isOpen,
    at: rows.at(-1)?.line.at ?? first.line.at,
  };
  return isOpen ? [fold, ...rows.map((row) => ({ ...row, inFold: true }))] : [fold];
}
