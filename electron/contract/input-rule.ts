import type { z } from 'zod';
import type { PlainPhrase } from './phrase.ts';
import { englishPhrases } from './phrases-en.ts';

type Issue = z.core.$ZodIssue;

/** An input that does not fit: the field, empty for the whole of it, and the rule that it breaks. */
export interface BrokenRule {
  readonly field: string;
  readonly rule: PlainPhrase;
}

/** The first thing that is wrong with an input. */
export function brokenRule(issues: readonly Issue[]): BrokenRule {
  const [first] = issues;
  if (!first) return { field: '', rule: { code: 'rule-other', words: 'the input is not valid' } };
  const issue = deepest(first);
  return { field: issue.path.map(String).join('.'), rule: ruleOf(issue) };
}

/** Of a union the alternative that came furthest into the input: the one that was meant. */
function deepest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors.map((alternative) => alternative[0]).filter((found) => found !== undefined);
  const furthest = inner.sort((a, b) => b.path.length - a.path.length)[0];
  if (!furthest || furthest.path.length === 0) return issue;
  return deepest({ ...furthest, path: [...issue.path, ...furthest.path] });
}

function ruleOf(issue: Issue): PlainPhrase {
  switch (issue.code) {
    case 'unrecognized_keys':
      return { code: 'rule-unknown-fields', count: issue.keys.length, names: issue.keys.slice(0, 5).join(', ') };
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? { code: 'rule-missing' }
        : { code: 'rule-type', expected: issue.expected };
    case 'invalid_union':
      return { code: 'rule-kind' };
    case 'invalid_value':
      return { code: 'rule-values', values: issue.values.map(String).join(', ') };
    case 'too_small':
      return { code: 'rule-least', minimum: String(issue.minimum), of: unit(issue.origin) };
    case 'too_big':
      return { code: 'rule-most', maximum: String(issue.maximum), of: unit(issue.origin) };
    case 'custom':
      return ruleOfParams(issue.params) ?? ruleOfWords(issue.message);
    default:
      return ruleOfWords(issue.message);
  }
}

function unit(origin: string): '' | 'characters' | 'entries' {
  if (origin === 'string') return 'characters';
  return origin === 'array' ? 'entries' : '';
}

/** A schema that knows more than its words gives the rule along: `context.addIssue({ …, params: { rule } })`. */
function ruleOfParams(params: Readonly<Record<string, unknown>> | undefined): PlainPhrase | null {
  return (params?.rule as PlainPhrase | undefined) ?? null;
}

/** The rules that the schemas of the contract and of the actions state in words. */
const stated = [
  'rule-mac',
  'rule-address',
  'rule-host-address',
  'rule-domain',
  'rule-name-line',
  'rule-name-expands',
  'rule-whole-path',
  'rule-path-line',
  'rule-path-folder',
] as const;

function ruleOfWords(words: string): PlainPhrase {
  const code = stated.find((each) => englishPhrases[each] === words);
  return code ? { code } : { code: 'rule-other', words };
}
