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
import { describePhrase } from '../contract/describe.ts';
import { brokenRule } from '../contract/input-rule.ts';
import type { Phrase } from '../contract/phrase.ts';
import type { EnginePort, FaultLog } from './engine-port.ts';
import { oneLine } from './one-line.ts';

type Refused = Extract<CommandResult, { ok: false }>;

/** True for a name of the contract itself; `__proto__` and `constructor` are none. */
function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

/**
 * Runs one command that came from outside: looks its name up, checks its input, and makes every outcome a result.
 * Of a fault only its existence leaves the engine; what was thrown goes to `log`, once.
 */
export async function call(engine: EnginePort, command: string, input: unknown, log: FaultLog): Promise<CommandResult> {
  if (!isCommandName(command)) return refused('not-found', { code: 'command-unknown', command: oneLine(command, 64) });
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
  if (!checked.success) return refused('usage', { code: 'usage', ...brokenRule(checked.error.issues) });
  try {
    const value = await handlers[command](checked.data as CheckedInput<N>);
    return { ok: true, value };
  } catch (fault) {
    if (fault instanceof Refusal) return refused(fault.code, fault.phrase);
    log(command, fault);
    return refused('failed', { code: 'command-failed', command });
  }
}

/** What goes into a sentence may come from outside: one line each, of bounded length. */
export function refused(code: RefusalCode, phrase: Phrase): Refused {
  const safe = bounded(phrase);
  return { ok: false, code, message: oneLine(describePhrase(safe), 1_000), phrase: safe };
}

function bounded<T extends object>(phrase: T): T {
  const parts = Object.entries(phrase).map(([name, value]) => [name, boundedPart(value)]);
  return Object.fromEntries(parts) as T;
}

function boundedPart(value: unknown): unknown {
  if (typeof value === 'string') return oneLine(value, 300);
  return typeof value === 'object' && value !== null ? bounded(value) : value;
}
