import type { Cause, Certainty, Finding, Standing } from '../contract/diagnosis.ts';
import type { Boot } from '../contract/model.ts';
import { addressClues } from './address.ts';
import { fileClues } from './files.ts';
import { lineFindings } from './line.ts';
import { loaderClues } from './loader.ts';
import { patience } from './patience.ts';
import { Story } from './story.ts';
import { systemClues } from './system.ts';
import { type Case, type Clue, type DiagnosisView, finding } from './view.ts';

export interface Diagnosis {
  readonly standing: Standing;
  /** The most certain first. */
  readonly findings: readonly Finding[];
  /** When silence would say more than it does now, in milliseconds since the epoch; null: never. */
  readonly lookAgainAt: number | null;
}

/**
 * Why did it not boot? Looks through the events of a boot for every cause there is, the most certain first. What
 * follows from silence is said when the silence was long enough, and not before: `lookAgainAt` tells when that is.
 */
export function diagnose(view: DiagnosisView): Diagnosis {
  const waited = notStarted(view);
  if (!view.told) return unheard(view, waited);
  const story = new Story(view.told.events);
  const of: Case = { ...view, story, boot: view.told.boot };
  const line = lineFindings(story);
  if (isWell(of)) return settled('well', [...waited, ...line, ...lasting(of)], []);
  const stopped = story.last('script-served') || story.last('started') ? [] : addressesStopped(view);
  const clues = [...stopped, ...addressClues(of), ...loaderClues(of), ...fileClues(of), ...systemClues(of)];
  const causes = clues.filter(isFinding);
  return settled(standingOf(of, clues), [...waited, ...orFallback(of, causes), ...line], clues);
}

const isFinding = (clue: Clue): clue is Finding => 'cause' in clue;

function settled(standing: Standing, findings: readonly Finding[], clues: readonly Clue[]): Diagnosis {
  const due = clues.flatMap((clue) => (isFinding(clue) ? [] : [clue.dueAt]));
  return { standing, findings: ranked(findings), lookAgainAt: due.length > 0 ? Math.min(...due) : null };
}

/** No boot at all: what is known is that nothing was heard, and perhaps what its installed system does. */
function unheard(view: DiagnosisView, waited: readonly Finding[]): Diagnosis {
  const serving: readonly Finding[] = view.service ? [] : [finding({ code: 'not-serving' }, 'certain', [])];
  const asked: readonly Finding[] = view.systemAsked
    ? [finding({ code: 'system-asks', ...view.systemAsked }, 'certain', [])]
    : [finding({ code: 'never-heard' }, 'likely', [])];
  const findings = ranked([...serving, ...addressesStopped(view), ...asked, ...waited]);
  return { standing: 'stopped', findings, lookAgainAt: null };
}

/** Our server of addresses ended for another one: no question of a machine reaches us any more. */
function addressesStopped({ addressesStoppedBy: server }: DiagnosisView): readonly Finding[] {
  return server === null ? [] : [finding({ code: 'addresses-stopped', server }, 'certain', [])];
}

/** A task is due, and no boot took it: the machine has not started since, or it starts from its disk. */
function notStarted(view: DiagnosisView): readonly Finding[] {
  const { expected, systemAsked, told, now } = view;
  if (!expected || now - expected.since < patience.expected) return [];
  if (told && told.boot.lastEventAt >= expected.since) return [];
  if (systemAsked && systemAsked.at >= expected.since)
    return [finding({ code: 'system-asks', ...systemAsked }, 'certain', [])];
  return [...addressesStopped(view), finding({ code: 'did-not-start', ...expected }, 'certain', [])];
}

/** It runs; or it was told to go on to its own disk, and did, whatever its firmware tried on the way there. */
function isWell({ boot, actionKind, story }: Case): boolean {
  return boot.stage === 'running' || (actionKind === 'local-disk' && story.last('started') !== null);
}

/** What stays true of a network when a machine boots on it all the same. */
const lasting = (of: Case): readonly Finding[] =>
  addressClues(of)
    .filter(isFinding)
    .filter(({ cause }) => cause.code === 'duplicate-address' || cause.code === 'duplicate-mac');

function standingOf({ boot, now }: Case, clues: readonly Clue[]): Standing {
  if (boot.stage === 'failed') return 'stopped';
  if (clues.some((clue) => isFinding(clue) && clue.certainty !== 'possible')) return 'stopped';
  const waits = clues.some((clue) => !isFinding(clue));
  if (boot.stage === 'started') return waits ? 'under way' : 'well';
  return isQuiet(boot.lastEventAt, now) ? 'stopped' : 'under way';
}

/** Longer than any silence that has a meaning of its own. */
const isQuiet = (lastEventAt: number, now: number): boolean => now - lastEventAt >= 2 * patience.transfer;

/** A boot that stopped and that no cause explains is told by where it stopped. */
function orFallback(of: Case, causes: readonly Finding[]): readonly Finding[] {
  const { boot, now, story } = of;
  if (causes.length > 0 || boot.stage === 'started') return causes;
  if (boot.stage !== 'failed' && !isQuiet(boot.lastEventAt, now)) return [];
  const last = story.events.at(-1);
  return [finding({ code: 'silent-at', stage: reached(of) }, 'possible', last ? [last.id] : [])];
}

/** How far it came, also when it failed there. */
function reached({ boot, story }: Case): Boot['stage'] {
  if (boot.stage !== 'failed') return boot.stage;
  if (story.last('running')) return 'running';
  if (story.last('started')) return 'started';
  return boot.script === null ? 'loader' : 'script';
}

const weight: Readonly<Record<Certainty, number>> = { certain: 0, likely: 1, possible: 2 };

/** What only says that something failed gives way to what says why. */
const general: ReadonlySet<string> = new Set(['loader-error', 'told', 'offer-not-taken', 'server-unreachable']);

/** The most certain first; of equals the one that says more, then the one that was seen last. Each cause once. */
function ranked(findings: readonly Finding[]): readonly Finding[] {
  const once = merged(findings);
  const named = once.some(({ cause }) => namesFile(cause));
  return once
    .filter(({ cause }) => !(named && cause.code === 'file-not-there' && cause.path === null))
    .sort((one, other) => rankOf(one) - rankOf(other) || newest(other) - newest(one));
}

const newest = ({ evidence }: Finding): number => evidence.at(-1) ?? 0;

const rankOf = ({ cause, certainty }: Finding): number =>
  2 * (general.has(cause.code) ? weight.likely : weight[certainty]) + (general.has(cause.code) ? 1 : 0);

/** The server saw which file it was, while the loader's number only says that there was one. */
function namesFile(cause: Cause): boolean {
  switch (cause.code) {
    case 'file-not-there':
      return cause.path !== null;
    case 'window-over':
    case 'file-unreadable':
    case 'file-changed':
    case 'kiosk-without-pxe':
      return true;
    default:
      return false;
  }
}

/** A cause that was met again, since loaders try again, is one with more evidence. */
function merged(findings: readonly Finding[]): Finding[] {
  const found = new Map<string, Finding>();
  for (const each of findings) {
    const name = JSON.stringify(each.cause);
    const known = found.get(name);
    const evidence = [...(known?.evidence ?? []), ...each.evidence];
    const surer = known && weight[known.certainty] < weight[each.certainty] ? known : each;
    found.set(name, finding(each.cause, surer.certainty, evidence));
  }
  return [...found.values()];
}
