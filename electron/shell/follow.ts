import { callTyped } from '../transport/dispatcher.ts';
import type { EnginePort, FaultLog } from '../transport/engine-port.ts';
import { afterEvent, type Picture, pictureOf } from './picture.ts';

/** The newest picture of the engine. */
export interface Follower {
  readonly picture: Picture;
}

/** Keeps a picture of the engine for as long as it lives. `changed` is told each new one, and the first. */
export async function follow(
  engine: EnginePort,
  changed: (picture: Picture) => void,
  log: FaultLog,
): Promise<Follower> {
  let picture: Picture = { service: { state: 'stopped' }, boots: new Map() };
  let revision = 0;
  const take = (next: Picture) => {
    if (next === picture) return;
    picture = next;
    changed(picture);
  };
  const readAll = async () => {
    const answer = await callTyped(engine, 'snapshot', {}, log);
    if (!answer.ok) return;
    revision = answer.value.revision;
    take(pictureOf(answer.value));
  };
  engine.subscribe((batch) => {
    if (batch.revision <= revision) return;
    const next = batch.revision === revision + 1;
    revision = batch.revision;
    if (next) take(batch.events.reduce(afterEvent, picture));
    else void readAll();
  });
  await readAll();
  return {
    get picture() {
      return picture;
    },
  };
}
