import { commandNames, commandWord } from '../../../electron/ipxe/commands.ts';
import { filledIn, settingNames, settingTypes } from '../../../electron/ipxe/settings.ts';
import { isOperator, readScript } from '../../../electron/ipxe/tokens.ts';

export type ProposalKind = 'command' | 'option' | 'label' | 'filled-in' | 'setting' | 'own' | 'type';

/** A word that could stand here; `apply` is what is written, `label` what is shown. */
export interface Proposal {
  readonly kind: ProposalKind;
  readonly label: string;
  readonly apply: string;
}

export interface Proposals {
  /** Where the word begins that a proposal takes the place of. */
  readonly from: number;
  readonly proposals: readonly Proposal[];
}

/** What could stand at a position of the script, or null; `variables` are the names that computers have. */
export function proposalsAt(text: string, position: number, variables: readonly string[]): Proposals | null {
  const before = statementBefore(text, position);
  const open = /\$\{([^${}\s]*)$/.exec(before);
  if (open !== null) return inExpansion(text, position, open[1]!, variables);
  const words = before.split(/[ \t]+/).filter((word) => word !== '');
  const typed = /[ \t]$/.test(before) || words.length === 0 ? '' : words.pop()!;
  if (words.some((word) => word.startsWith('#')) || typed.startsWith('#')) return null;
  return inCommand(text, position - typed.length, words, typed);
}

/** The line up to the position, joined to the ones that go on into it. */
function statementBefore(text: string, position: number): string {
  const lines = text.slice(0, position).split('\n');
  let joined = lines.pop() ?? '';
  while (lines.at(-1)?.endsWith('\\')) joined = lines.pop()!.slice(0, -1) + joined;
  return joined;
}

function inExpansion(text: string, position: number, typed: string, variables: readonly string[]): Proposals {
  const colon = typed.indexOf(':');
  if (colon !== -1)
    return {
      from: position - typed.length + colon + 1,
      proposals: settingTypes.map((name) => proposal('type', name, `${name}${closing(text, position)}`)),
    };
  const close = closing(text, position);
  const own = [...new Set([...variables, ...setNames(text)])].filter(
    (name) => !(filledIn as readonly string[]).includes(name),
  );
  const named = (kind: ProposalKind, names: readonly string[]): readonly Proposal[] =>
    names.map((name) => proposal(kind, name, `${name}${close}`));
  return {
    from: position - typed.length,
    proposals: [...named('filled-in', filledIn), ...named('own', own), ...named('setting', settingNames)],
  };
}

const proposal = (kind: ProposalKind, label: string, apply = label): Proposal => ({ kind, label, apply });

/** A brace that is there already is not written twice. */
const closing = (text: string, position: number): string => (text[position] === '}' ? '' : '}');

/** Variables that the script itself sets or lets somebody type. */
export function setNames(text: string): readonly string[] {
  return readScript(text).flatMap(({ commands }) =>
    commands.flatMap(({ words: [name, target] }) =>
      (name?.text === 'set' || name?.text === 'read') && target && /^[a-z][\w-]*$/i.test(target.text)
        ? [target.text]
        : [],
    ),
  );
}

function inCommand(text: string, from: number, words: readonly string[], typed: string): Proposals | null {
  const begin = words.findLastIndex(isOperator) + 1;
  const own = words.slice(begin === 0 && words[0]?.startsWith(':') ? 1 : begin);
  const [command] = own;
  if (command === undefined) {
    if (typed.startsWith(':')) return null;
    return { from, proposals: commandNames.map((name) => proposal('command', name)) };
  }
  if (command === 'goto' && own.length === 1)
    return { from, proposals: labelsOf(text).map((name) => proposal('label', name)) };
  const word = commandWord(command);
  if (word === null || !typed.startsWith('-')) return null;
  const options = Object.keys(word.options).filter((name) => name !== '');
  return { from, proposals: options.map((name) => proposal('option', `--${name}`)) };
}

function labelsOf(text: string): readonly string[] {
  return [...new Set(readScript(text).flatMap(({ label }) => (label === null ? [] : [label.text.slice(1)])))];
}
