/** What one line of a table of seats says: whose it is, and its variables. */
export interface SeatLine {
  /** A name or a MAC address, as it stands there. */
  readonly computer: string;
  readonly variables: Readonly<Record<string, string>>;
}

const separators = ['\t', ';', ','] as const;

/**
 * Reads a table that was copied from a spreadsheet or is a plain CSV file: a line a seat, the computer first. The first
 * line names the columns when there are more than two; of a table of two columns it may be left out, and the second is
 * `candidate`. Cells are parted by tabs, else by `;`, else by `,`; empty lines and empty cells are left out.
 *
 *     seat;candidate;place
 *     PC-01;4711;A1
 */
export function seatTable(text: string): SeatLine[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const separator = separators.find((each) => lines[0]?.includes(each)) ?? ',';
  const rows = lines.map((line) => line.split(separator).map((cell) => cell.trim()));
  const [head, ...rest] = rows;
  if (head === undefined) return [];
  const named = head.length > 2 || /^candidate?$/i.test(head[1] ?? '');
  const columns = named ? head.slice(1) : ['candidate'];
  return (named ? rest : rows).map(([computer = '', ...cells]) => ({
    computer,
    variables: Object.fromEntries(
      columns
        .map((column, index) => [variableName(column), cells[index] ?? ''] as const)
        .filter(([, cell]) => cell !== ''),
    ),
  }));
}

/** A heading as scripts can name it: `Exam room` is `exam-room`. */
function variableName(heading: string): string {
  const plain = heading.normalize('NFD').replace(/[^\w -]/g, '');
  const name = plain.trim().toLowerCase().replace(/\s+/g, '-');
  return name === 'candidat' ? 'candidate' : name;
}
