import type { z } from 'zod';
import {
  type CheckedInput,
  type CommandHandlers,
  type CommandInput,
  type CommandName,
  type CommandResult,
  commands,
  Refusal,
  type RefusalCode,
} from '../contract/api.ts';
import type { EnginePort, FaultLog } from './engine-port.ts';
import { oneLine } from './one-line.ts';

type Refused = Extract<CommandResult, { ok: false }>;
type Issue = z.core.$ZodIssue;

/** True for a name of the contract itself; `__proto__` and `constructor` are none. */
function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

/**
 * Runs one command that came from outside: looks its name up, checks its input, and makes every outcome a result.
 * Of a fault only its existence leaves the engine; what was thrown goes to `log`, once.
 */
export async function call(engine: EnginePort, command: string, input: unknown, log: FaultLog): Promise<CommandResult> {
  if (!isCommandName(command)) return refused('not-found', `There is no command “${oneLine(command, 64)}”.`);
  return run(engine.handlers, command, input, log);
}

/** The same for a caller in this process, with the types of the contract. */
export async function callTyped<N extends CommandName>(
  engine: EnginePort,
  command: N,
  input: CommandInput<N>,
  log: FaultLog,
): Promise<CommandResult<N>> {
  return run(engine.handlers, command, input, log);
}

async function run<N extends CommandName>(
  handlers: CommandHandlers,
  command: N,
  input: unknown,
  log: FaultLog,
): Promise<CommandResult<N>> {
  const checked = commands[command].input.safeParse(input);
  if (!checked.success) return refused('usage', describeIssues(checked.error.issues));
  try {
    const value = await handlers[command](checked.data as CheckedInput<N>);
    return { ok: true, value };
  } catch (fault) {
    if (fault instanceof Refusal) return refused(fault.code, oneLine(fault.message, 1_000));
    log(command, fault);
    return refused('failed', `“${command}” failed inside Rollcall. Its log holds the details.`);
  }
}

function refused(code: RefusalCode, message: string): Refused {
  return { ok: false, code, message };
}

/** The first thing that is wrong with an input, as one line that names the field. */
function describeIssues(issues: readonly Issue[]): string {
  const [first] = issues;
  if (!first) return 'the input is not valid';
  const issue = deepest(first);
  const field = issue.path.map(String).join('.');
  const text = describeIssue(issue);
  return oneLine(field === '' ? text : `${field}: ${text}`, 300);
}

/** Of a union the alternative that came furthest into the input: the one that was meant. */
function deepest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors.map((alternative) => alternative[0]).filter((found) => found !== undefined);
  const furthest = inner.sort((a, b) => b.path.length - a.path.length)[0];
  if (!furthest || furthest.path.length === 0) return issue;
  return deepest({ ...furthest, path: [...issue.path, ...furthest.path] });
}

function describeIssue(issue: Issue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `unknown ${issue.keys.length === 1 ? 'field' : 'fields'} ${issue.keys.slice(0, 5).join(', ')}`;
    case 'invalid_type':
      return issue.message.endsWith('received undefined') ? 'is missing' : `must be ${article(issue.expected)}`;
    case 'invalid_union':
      return 'is missing or of the wrong kind';
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `must be at least ${issue.minimum}${unit(issue.origin)}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${unit(issue.origin)}`;
    default:
      return issue.message;
  }
}

function article(expected: string): string {
  const word = expected === 'int' ? 'whole number' : expected;
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}

function unit(origin: string): string {
  if (origin === 'string') return ' characters long';
  return origin === 'array' ? ' entries long' : '';
}
