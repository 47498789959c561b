import { join } from 'node:path';
import { type CommandHandlers, Refusal } from '../../contract/api.ts';
import type { LibraryMedium } from '../../contract/media.ts';
import { offerOf } from '../media-offer.ts';
import type { CommandContext } from './context.ts';

type MediaCommands = Pick<
  CommandHandlers,
  'media.list' | 'media.add' | 'media.link' | 'media.wait' | 'media.cancel' | 'media.remove' | 'media.offer'
>;

/** The folder of the media that were copied. */
export const mediaFolder = (dataFolder: string): string => join(dataFolder, 'media');

export function mediaCommands({ store, library, look }: CommandContext): MediaCommands {
  const mediumOf = (id: number): LibraryMedium => {
    const medium = store.media.byId(id);
    if (!medium) throw new Refusal('not-found', { code: 'media-missing', id });
    return medium;
  };
  return {
    'media.list': () => store.media.list(),
    'media.add': ({ path }) => library.begin(path, 'copied'),
    'media.link': ({ path }) => library.begin(path, 'linked'),
    'media.wait': ({ job }) => library.wait(job),
    'media.cancel': ({ job }) => library.cancel(job),
    'media.remove': ({ medium }) => library.remove(mediumOf(medium)),
    'media.offer': async ({ medium: id }) => {
      const medium = mediumOf(id);
      const seen = await look(medium.path);
      if (seen.kind === 'fault') return { action: null, why: seen.why };
      const isTaken = (name: string): boolean => store.actions.byName(name) !== null;
      return offerOf(medium, seen.medium, isTaken, { isFolder: seen.folder !== undefined });
    },
  };
}
