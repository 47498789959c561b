import type { Exam, ExamRecordRow, ServedFile } from '../contract/exam.ts';
import type { ReportWords } from './report-words.ts';

/** What the record of an exam is made into: a table for a spreadsheet, a page for the printer. */

/** One line a boot, RFC 4180, times in ISO 8601 (UTC). */
export function reportCsv(rows: readonly ExamRecordRow[], { columns }: ReportWords): string {
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
    row.files.map(({ name, sha256 }) => `${name} ${sha256 ?? '?'}`).join('; '),
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

/** What a report is made of. */
export interface Report {
  readonly exam: Exam;
  readonly rows: readonly ExamRecordRow[];
  readonly files: readonly ServedFile[];
}

/** A page that stands alone, without script: the exam's words, its boots by seat, then the files with their hashes. */
export function reportHtml({ exam, rows, files }: Report, words: ReportWords): string {
  const facts: readonly (readonly [string, string])[] = [
    [words.from, isoTime(exam.notBefore)],
    [words.until, isoTime(exam.notAfter)],
    [words.ended, isoTime(exam.endedAt)],
    [words.boots, exam.actionName],
    [words.portal, exam.portal ?? ''],
    [words.allowed, exam.allow.join(', ')],
    [words.network, exam.closedNetwork ? words.networkClosed : words.networkOpen],
    [words.seats, String(exam.seats.length)],
  ];
  const served = files.map(({ name, bytes, sha256 }) => [
    name,
    bytes === null ? '' : String(bytes),
    sha256 ?? words.noFile,
  ]);
  return [
    `<!doctype html><html lang="${words.language}"><head><meta charset="utf-8">`,
    `<title>${escaped(exam.name)}</title>`,
    '<style>@page{size:landscape}body{font:11pt sans-serif}table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;',
    'padding:2px 6px;text-align:left;font-size:9pt;overflow-wrap:anywhere}tr{break-inside:avoid}</style></head><body>',
    `<h1>${escaped(exam.name)}</h1><dl>`,
    ...facts.filter(([, value]) => value !== '').map(([word, value]) => `<dt>${word}</dt><dd>${escaped(value)}</dd>`),
    '</dl>',
    ...table(words.columns, rows.map(cells)),
    ...(served.length === 0 ? [] : [`<h2>${words.files}</h2>`, ...table([words.file, words.bytes, 'SHA-256'], served)]),
    `<p>${words.times}</p></body></html>\n`,
  ].join('\n');
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (row: readonly string[]): string =>
    `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
  const head = columns.map((word) => `<th>${word}</th>`).join('');
  return [`<table><thead><tr>${head}</tr></thead><tbody>`, ...rows.map(line), '</tbody></table>'];
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
