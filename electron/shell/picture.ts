import type { EngineEvent, Snapshot } from '../contract/api.ts';
import { describePhrase } from '../contract/describe.ts';
import type { Boot, ServiceState } from '../contract/model.ts';
import { quietUntilGivenUp } from '../contract/stage.ts';
import type { ShellWords } from './words.ts';

/** What the tray and the questions of the window need of the engine: a small part of the snapshot. */
export interface Picture {
  readonly service: ServiceState;
  /** The newest boot of each computer, by the computer's number. */
  readonly boots: ReadonlyMap<number, Boot>;
}

/** What the tray shows: nothing is served, all is well, or somebody should look. */
export type TrayState = 'idle' | 'serving' | 'trouble';

export function pictureOf({ status, boots }: Snapshot): Picture {
  return { service: status.service, boots: new Map(boots.map((boot) => [boot.computerId, boot])) };
}

/** The picture after this event; the same one when the event is about something else. */
export function afterEvent(picture: Picture, event: EngineEvent): Picture {
  switch (event.kind) {
    case 'service':
      return { ...picture, service: event.service };
    case 'boot': {
      const known = picture.boots.get(event.boot.computerId);
      if (known && known.id > event.boot.id) return picture;
      return { ...picture, boots: new Map(picture.boots).set(event.boot.computerId, event.boot) };
    }
    case 'computer-removed': {
      if (!picture.boots.has(event.id)) return picture;
      const boots = new Map(picture.boots);
      boots.delete(event.id);
      return { ...picture, boots };
    }
    default:
      return picture;
  }
}

/** Trouble: serving failed, another server silenced ours, or a machine failed in its newest boot since serving began. */
export function trayState({ service, boots }: Picture): TrayState {
  switch (service.state) {
    case 'stopped':
      return 'idle';
    case 'failed':
      return 'trouble';
    case 'serving':
      return service.otherServer !== null || failedSince(boots, service.since) > 0 ? 'trouble' : 'serving';
  }
}

function failedSince(boots: Picture['boots'], since: number): number {
  return [...boots.values()].filter((boot) => boot.stage === 'failed' && boot.lastEventAt >= since).length;
}

/** One line: on which card is served, and what is wrong. */
export function traySentence({ service, boots }: Picture, words: ShellWords): string {
  switch (service.state) {
    case 'stopped':
      return words.idle;
    case 'failed':
      return words.failedService(describePhrase(service.why, words.language));
    case 'serving': {
      if (service.otherServer !== null) return words.otherServer(service.otherServer);
      const failed = failedSince(boots, service.since);
      const serving = words.serving(service.settings.card);
      return failed === 0 ? serving : `${serving} · ${words.failedMachines(failed)}`;
    }
  }
}

/** How many machines would lose their boot when serving ended at `now`: between their address and their system's start. */
export function machinesLoading({ service, boots }: Picture, now: number): number {
  if (service.state !== 'serving') return 0;
  return [...boots.values()].filter((boot) => isLoading(boot) && now - boot.lastEventAt < quietUntilGivenUp).length;
}

function isLoading({ stage }: Boot): boolean {
  switch (stage) {
    case 'address':
    case 'loader':
    case 'script':
    case 'loading':
      return true;
    case 'seen':
    case 'started':
    case 'running':
    case 'failed':
      return false;
  }
}
