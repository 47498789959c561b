import type { TFunction } from 'i18next';
import { shortFailure } from '../../../electron/contract/describe.ts';
import type { Boot } from '../../../electron/contract/model.ts';
import type { Format } from '../../i18n/format.ts';
import type { Language } from '../../i18n/words.ts';
import type { SeatView } from '../../state/select/seat.ts';
import type { Density } from './grid.ts';
import type { SeatedView } from './room-seats.ts';
import { rowLetters } from './seat.ts';

/** How a tile gets its words: the two namespaces and the formats of the language that is spoken, and which that is. */
export interface Tongue {
  readonly room: TFunction<'room'>;
  readonly common: TFunction<'common'>;
  readonly format: Format;
  readonly language: Language;
}

/** How many of the six segments of the track are done, and how far the last one is filled, from 0 to 100. */
export interface Track {
  readonly done: number;
  readonly percent: number;
}

/** The furthest that a boot is known to have come, also when it failed there. */
function reached(view: SeatView): 'seen' | 'address' | 'loader' | 'script' | 'loading' {
  const { boot, percent } = view;
  if (percent !== null) return 'loading';
  if (boot?.script != null) return 'script';
  if (boot?.address == null) return 'seen';
  return 'address';
}

const segments = { seen: 1, address: 2, loader: 3, script: 4, loading: 5 } as const;

/** Null where a tile has no track: off, running and missed say all by their word. */
export function trackOf(view: SeatView): Track | null {
  switch (view.stage) {
    case 'off':
    case 'running':
    case 'missed':
      return null;
    case 'started':
      return { done: 6, percent: 100 };
    case 'failed':
      return { done: segments[reached(view)], percent: view.percent ?? 100 };
    case 'loading':
      return { done: 5, percent: view.percent ?? 0 };
    default:
      return { done: segments[view.stage], percent: 100 };
  }
}

/** The stage in at most 14 characters; the smaller form leaves out what the icon says. */
export function stageWord(view: SeatView, tongue: Tongue, density: Density): string {
  const { room, common, format } = tongue;
  switch (view.stage) {
    case 'missed':
      if (density !== 'large' || !view.missed) return common('stage.missed');
      return room('tile.missedAt', { time: format.hour(view.missed.notAfter) });
    case 'failed':
      return reason(view, tongue);
    case 'seen':
    case 'address':
      return isLeft(view) ? room('tile.left') : common(`stage.${view.stage}`);
    case 'loading':
      return density === 'middle' && view.percent !== null ? format.percent(view.percent) : common('stage.loading');
    default:
      return common(`stage.${view.stage}`);
  }
}

/** Its boot was handed to another boot server. */
const isLeft = ({ now }: SeatView): boolean => now?.kind === 'hand-off';

/** How far it came in a file, else what the machine told, else where it went silent. */
function reason(view: SeatView, { room, format, language }: Tongue): string {
  const far = reached(view);
  if (far === 'loading') return room('tile.stoppedAt', { percent: format.percent(view.percent ?? 0) });
  const why = view.boot?.failure;
  if (why != null) return shortFailure(why, language);
  return room(`tile.silent.${far}`);
}

/** The line that a high tile has below its stage; empty when there is nothing to add. */
export function detailOf({ view, computer }: SeatedView, { room, format }: Tongue, now: number): string {
  const { boot } = view;
  const ago = (at: number) => format.duration(Math.max(0, now - at));
  switch (view.stage) {
    case 'off':
    case 'missed':
      return computer.lastSeenAt === null
        ? room('tile.never')
        : room('tile.since', { time: moment(computer.lastSeenAt, now, format) });
    case 'seen':
    case 'address':
    case 'loader':
    case 'script':
      return boot?.address ?? '';
    case 'loading':
      return view.rate > 0 ? format.rate(view.rate) : '';
    case 'started':
      return boot ? room('tile.waiting', { duration: ago(boot.lastEventAt) }) : '';
    case 'running':
      return boot ? room('tile.up', { duration: upFor(boot, now, format) }) : '';
    case 'failed':
      return boot ? room('tile.was', { duration: format.duration(boot.lastEventAt - boot.startedAt) }) : '';
  }
}

const minute = 60_000;

/** By the minute: a room of running machines does not change every second. */
const upFor = (boot: Boot, now: number, format: Format): string =>
  format.duration(Math.max(minute, Math.floor((now - boot.startedAt) / minute) * minute));

function moment(at: number, now: number, format: Format): string {
  return now - at < 12 * 60 * minute ? format.hour(at) : format.day(at);
}

/** The tile as one sentence, for the ear, the tooltip and the strip below the map. */
export function tileLabel({ name, seat, view }: SeatedView, proposed: string | null, tongue: Tongue): string {
  const { room, common, format } = tongue;
  const facts = [
    view.stage === 'failed' ? common('stage.failed').toLowerCase() : null,
    stageWord(view, tongue, 'large').toLowerCase(),
    view.stage === 'loading' && view.percent !== null ? format.percent(view.percent) : null,
    view.now?.name ?? view.nowName,
    proposed !== null ? room('tile.proposed', { action: proposed }) : null,
    view.next && view.next.id !== view.now?.id && proposed === null
      ? room('tile.next', { action: view.next.name })
      : null,
  ];
  const said = facts.filter((fact) => fact !== null).join(', ');
  return room('tile.label', { name, row: rowLetters(seat.row), column: seat.column, facts: said });
}
