import { setImmediate } from 'node:timers/promises';
import type { CheckedInput, CommandHandlers, LogLine } from '../../contract/api.ts';
import type { BootEvent, BootFact, Computer, Stage } from '../../contract/model.ts';
import { factStage, stageKinds, troubleKinds } from '../../contract/stage.ts';
import { logLine } from '../recorder.ts';
import type { CommandContext } from './context.ts';
import { computerOf } from './resolve.ts';

type Wanted = CheckedInput<'log.list'>;

/** Events that are looked at in one turn of the event loop: a few milliseconds, so that machines are answered meanwhile. */
const turn = 1_000;

/** Numbers of events that one question to the store goes back over when few of them may fit. */
const stretch = 20_000;

export function logCommands(context: CommandContext): Pick<CommandHandlers, 'log.list'> {
  return { 'log.list': (input) => findLines(context, input) };
}

/** The newest lines of all, for a picture. */
export function newestLogLines({ store, recorder }: CommandContext, limit: number): LogLine[] {
  recorder.flush();
  const computers = remembered(store);
  return store.boots.events({ limit }).map((event) => logLine(event, computers(event.computerId)));
}

/** Goes back through the journal until enough lines fit, a stretch at a time. */
async function findLines({ store, recorder }: CommandContext, input: Wanted): Promise<LogLine[]> {
  recorder.flush();
  const computers = remembered(store);
  const fits = filterOf(input);
  const filter = { ...computersOf(store, input), bootId: input.boot, kinds: kindsOf(input) };
  const sparse = filter.kinds !== undefined || filter.computerIds !== undefined;
  const found: LogLine[] = [];
  const oldest = input.from ?? 1;
  let before = input.before ?? store.boots.maxEventId() + 1;
  while (before > oldest) {
    const fromId = sparse ? Math.max(oldest, before - stretch) : oldest;
    const limit = Math.max(turn, input.limit - found.length);
    const events = store.boots.events({ ...filter, fromId, before, limit });
    for (const event of events.toReversed()) {
      // The store keeps to `fromId` only where it searches; where an index leads, older events may come along.
      if (event.id < oldest) return found.reverse();
      const line = fits(event, computers(event.computerId));
      if (line) found.push(line);
      if (found.length === input.limit) return found.reverse();
    }
    before = events.length < limit ? fromId : (events[0]?.id ?? oldest);
    await setImmediate();
  }
  return found.reverse();
}

/** One computer is found by the journal's index, several by looking through it. */
function computersOf(store: CommandContext['store'], { computer, computers = [] }: Wanted) {
  const refs = computer === undefined ? computers : [computer, ...computers];
  const ids = [...new Set(refs.map((ref) => computerOf(store, ref).id))];
  if (ids.length === 1) return { computerId: ids[0], computerIds: undefined };
  return { computerId: undefined, computerIds: ids.length > 0 ? ids : undefined };
}

function remembered(store: CommandContext['store']): (id: number) => Computer | null {
  const known = new Map<number, Computer | null>();
  return (id) => {
    const held = known.get(id);
    if (held !== undefined) return held;
    const computer = store.computers.byId(id);
    known.set(id, computer);
    return computer;
  };
}

/** The kinds of fact that can fit at all: the store leaves the others out. Undefined when every kind can. */
function kindsOf({ stages, troubleOnly }: Wanted): BootFact['kind'][] | undefined {
  const ofStages = stages && new Set(stages.flatMap((stage) => stageKinds[stage]));
  if (!troubleOnly) return ofStages && [...ofStages];
  return troubleKinds.filter((kind) => !ofStages || ofStages.has(kind));
}

/** Makes the line of an event that fits; null for one that does not. */
function filterOf({
  stages,
  troubleOnly,
  text,
  language,
}: Wanted): (event: BootEvent, computer: Computer | null) => LogLine | null {
  const wantedStages: ReadonlySet<Stage> | null = stages ? new Set(stages) : null;
  const words = text?.trim().toLowerCase() ?? '';
  return (event, computer) => {
    if (wantedStages && !wantedStages.has(factStage(event.fact))) return null;
    const line = logLine(event, computer, language);
    if (troubleOnly && !line.trouble) return null;
    return words === '' || holds(line, words) ? line : null;
  };
}

function holds(line: LogLine, words: string): boolean {
  return (
    line.text.toLowerCase().includes(words) ||
    line.computerName.toLowerCase().includes(words) ||
    line.mac.includes(words.replaceAll('-', ':'))
  );
}
