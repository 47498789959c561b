import type { LogLine } from '../../../electron/contract/api.ts';
import { Stage } from '../../../electron/contract/model.ts';
import { factStage } from '../../../electron/contract/stage.ts';

/** Which lines are shown; each part that is set must fit. */
export interface LogFilter {
  readonly troubleOnly: boolean;
  /** Empty: all stages. */
  readonly stages: readonly Stage[];
  /** Null: all computers. */
  readonly computers: ReadonlySet<number> | null;
  readonly text: string;
}

/** The part of a filter that a window keeps over a reload; whatever else was kept there is left out. */
export function keptFilter(kept: Readonly<Record<string, unknown>> | null): Pick<LogFilter, 'troubleOnly' | 'stages'> {
  const stages = Array.isArray(kept?.stages) ? kept.stages : [];
  return {
    troubleOnly: kept?.troubleOnly === true,
    stages: Stage.options.filter((stage) => stages.includes(stage)),
  };
}

/** True when the line fits. `textOf` gives its sentence in the language that is shown. */
export function fits(filter: LogFilter, textOf: (line: LogLine) => string): (line: LogLine) => boolean {
  const words = filter.text.trim().toLowerCase();
  const stages: ReadonlySet<Stage> = new Set(filter.stages);
  return (line) =>
    (!filter.troubleOnly || line.trouble) &&
    (stages.size === 0 || stages.has(factStage(line.fact))) &&
    (filter.computers === null || filter.computers.has(line.computerId)) &&
    (words === '' || holds(line, textOf(line), words));
}

function holds(line: LogLine, text: string, words: string): boolean {
  return (
    text.toLowerCase().includes(words) ||
    line.computerName.toLowerCase().includes(words) ||
    line.mac.includes(words.replaceAll('-', ':'))
  );
}
