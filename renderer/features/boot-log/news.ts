import type { LogLine } from '../../../electron/contract/api.ts';

/** What deserves to be said aloud: trouble and finished boots among the lines after the one that was said last. */
export function newsAfter(log: readonly LogLine[], last: number): readonly LogLine[] {
  const from = log.findLastIndex(({ id }) => id <= last) + 1;
  return log.slice(from).filter((line) => line.trouble || line.fact.kind === 'running');
}
