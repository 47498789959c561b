import type { HistoryEntry } from '../../../electron/contract/model.ts';

const columns = [
  'servedAt',
  'startedAt',
  'runningAt',
  'outcome',
  'computerName',
  'mac',
  'actionName',
  'actionKind',
  'reason',
  'repeat',
  'notBefore',
  'notAfter',
] as const satisfies readonly (keyof HistoryEntry)[];

const times: ReadonlySet<string> = new Set(['servedAt', 'startedAt', 'runningAt', 'notBefore', 'notAfter']);

/** The history as a table for a spreadsheet (RFC 4180, CRLF); times as ISO 8601 in UTC. The script is left out. */
export function historyCsv(entries: readonly HistoryEntry[]): string {
  const rows = entries.map((entry) => columns.map((column) => cell(column, entry[column])).join(','));
  return `${[columns.join(','), ...rows].join('\r\n')}\r\n`;
}

/** One JSON object a line, with everything that is known, the exact script too. */
export const historyJsonLines = (entries: readonly HistoryEntry[]): string =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');

function cell(column: string, value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return times.has(column) ? new Date(value).toISOString() : String(value);
  return quoted(value);
}

/** A name that a spreadsheet would take for a formula gets an apostrophe before it; names come from people and machines. */
function quoted(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
