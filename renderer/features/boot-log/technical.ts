import type { LogLine } from '../../../electron/contract/api.ts';

/** What is known of a line beside its sentence, as pairs: for the part that opens below it. */
export function technicalParts(line: LogLine): readonly (readonly [string, string])[] {
  return [
    ['event', String(line.id)],
    ['boot', String(line.bootId)],
    ['mac', line.mac],
    ['at', new Date(line.at).toISOString()],
    ...Object.entries(line.fact).map(([name, value]) => [name, shown(value)] as const),
  ];
}

function shown(value: unknown): string {
  if (value === null) return '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** One line of a text file: its time in full, the computer and the sentence. */
export const lineAsText = (line: LogLine, sentence: string): string =>
  `${new Date(line.at).toISOString()}  ${line.trouble ? '!' : ' '} ${line.computerName}  ${sentence}`;
