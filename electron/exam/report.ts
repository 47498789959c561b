import type { Exam, ExamRecordRow } from '../contract/exam.ts';

/** What the record of an exam is made into: a table for a spreadsheet, a page for the printer. */

const columns = [
  'computer',
  'MAC',
  'boot began',
  'script served',
  'system started',
  'system running',
  'booted',
  'reason',
  'outcome',
  'SHA-256 of the script',
] as const;

/** One line a boot, RFC 4180, times in ISO 8601 (UTC). */
export function reportCsv(rows: readonly ExamRecordRow[]): string {
  return [columns, ...rows.map(cells)].map((line) => `${line.map(csvCell).join(',')}\r\n`).join('');
}

function cells(row: ExamRecordRow): readonly string[] {
  return [
    row.computerName,
    row.mac,
    isoTime(row.bootAt),
    isoTime(row.servedAt),
    isoTime(row.startedAt),
    isoTime(row.runningAt),
    row.actionName ?? '',
    row.reason ?? '',
    row.outcome ?? '',
    row.sha256 ?? '',
  ];
}

function isoTime(at: number | null): string {
  return at === null ? '' : new Date(at).toISOString();
}

/** A spreadsheet takes a cell that begins with one of `= + - @` for a formula: an apostrophe in front makes it text. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A page that stands alone, without script: the exam's words, then its boots by seat. */
export function reportHtml(exam: Exam, rows: readonly ExamRecordRow[]): string {
  const facts: readonly (readonly [string, string])[] = [
    ['From', isoTime(exam.notBefore)],
    ['Until', isoTime(exam.notAfter)],
    ['Ended', isoTime(exam.endedAt)],
    ['Boots', exam.actionName],
    ['Portal', exam.portal ?? ''],
    ['Allowed', exam.allow.join(', ')],
    ['Network', exam.closedNetwork ? 'no router, no DNS server' : 'as for all'],
    ['Seats', String(exam.seats.length)],
  ];
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<title>${escaped(exam.name)}</title>`,
    '<style>body{font:11pt sans-serif}table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;',
    'padding:2px 6px;text-align:left;font-size:9pt;overflow-wrap:anywhere}tr{break-inside:avoid}</style></head><body>',
    `<h1>${escaped(exam.name)}</h1><dl>`,
    ...facts.filter(([, value]) => value !== '').map(([word, value]) => `<dt>${word}</dt><dd>${escaped(value)}</dd>`),
    `</dl><table><thead><tr>${columns.map((word) => `<th>${word}</th>`).join('')}</tr></thead><tbody>`,
    ...rows.map(
      (row) =>
        `<tr>${cells(row)
          .map((cell) => `<td>${escaped(cell)}</td>`)
          .join('')}</tr>`,
    ),
    '</tbody></table></body></html>\n',
  ].join('\n');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
