import type { Diagnostic } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { type Fault, type FaultLanguage, type Fix, faultText, type LintRule } from '../../../electron/ipxe/fault.ts';

const severities = { refused: 'error', warning: 'warning', hint: 'info' } as const;

/** A position of the text from a line and a column that may be beyond its end. */
function positionOf(text: Text, line: number, column: number): number {
  const found = text.line(Math.min(Math.max(line, 1), text.lines));
  return Math.min(found.from + column, found.to);
}

/** A mark of the editor for each fault; `mend` names the button that mends it, null has none. */
export function faultMarks(
  text: Text,
  faults: readonly Fault[],
  language: FaultLanguage,
  mend: (fault: Fault) => string | null,
): Diagnostic[] {
  return faults.map((fault) => {
    const { line, from, to, severity, fix } = fault;
    const name = mend(fault);
    const actions = fix && name ? [{ name, apply: (view: EditorView) => applyFix(view, fix) }] : [];
    return {
      from: positionOf(text, line, from),
      to: positionOf(text, line, to),
      severity: severities[severity],
      message: faultText(fault, language),
      actions,
    };
  });
}

export function applyFix(view: EditorView, { line, from, to, insert }: Fix): void {
  const text = view.state.doc;
  const changes = { from: positionOf(text, line, from), to: positionOf(text, line, to), insert };
  view.dispatch({ changes, userEvent: 'input.mend' });
  view.focus();
}

/** Puts the cursor into a line and the line into the middle. */
export function goToLine(view: EditorView, line: number): void {
  const position = positionOf(view.state.doc, line, 0);
  view.dispatch({ selection: { anchor: position }, effects: EditorView.scrollIntoView(position, { y: 'center' }) });
  view.focus();
}

/** Rules whose faults have a button with a word for what it does. */
const mendable = [
  'quotes',
  'not-in-bios',
  'not-in-builds',
  'only-newer',
  'ends-when-false',
  'joined-operator',
  'unknown-command',
  'first-line',
] as const satisfies readonly LintRule[];
export type Mendable = (typeof mendable)[number];

export const isMendable = (rule: LintRule): rule is Mendable => (mendable as readonly LintRule[]).includes(rule);
