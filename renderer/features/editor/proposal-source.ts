import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { type CommandName, commandWord } from '../../../electron/ipxe/commands.ts';
import type { FilledIn, SettingName } from '../../../electron/ipxe/settings.ts';
import { type Proposal, type ProposalKind, proposalsAt } from './completion.ts';
import type { ScriptWords } from './words/en.ts';

/** What the proposals are shown with. */
export interface ProposalWords {
  readonly words: ScriptWords;
  readonly kinds: Readonly<Record<ProposalKind, string>>;
  /** What names are on the machine that is looked at. */
  readonly values: ReadonlyMap<string, string>;
  /** Names that computers have. */
  readonly variables: readonly string[];
}

/** The editor's source of proposals; `current` is read anew each time. */
export function proposalSource(current: () => ProposalWords) {
  return (context: CompletionContext): CompletionResult | null => {
    const now = current();
    const found = proposalsAt(context.state.doc.toString(), context.pos, now.variables);
    if (found === null || (!context.explicit && tooEarly(context, found.from))) return null;
    return { from: found.from, options: found.proposals.map((each) => completion(each, now)), validFor: /^[\w:/-]*$/ };
  };
}

/** By itself the list opens at the second letter of a word, or at once behind `${`. */
function tooEarly(context: CompletionContext, from: number): boolean {
  const before = context.state.sliceDoc(Math.max(0, from - 2), from);
  return context.pos - from < 2 && before !== '${';
}

function completion({ kind, label, apply }: Proposal, { words, kinds, values }: ProposalWords): Completion {
  const info = helpOf(kind, label, words);
  return {
    label,
    apply,
    detail: values.get(label) ?? (kind === 'command' ? (commandWord(label)?.form ?? '') : kinds[kind]),
    boost: kind === 'filled-in' ? 2 : kind === 'own' ? 1 : 0,
    ...(info === null ? {} : { info }),
  };
}

function helpOf(kind: ProposalKind, label: string, { commands, settings, filledIn }: ScriptWords): string | null {
  switch (kind) {
    case 'command':
      return commands[label as CommandName];
    case 'setting':
      return settings[label as SettingName];
    case 'filled-in':
      return filledIn[label as FilledIn];
    case 'option':
    case 'label':
    case 'own':
    case 'type':
      return null;
  }
}
