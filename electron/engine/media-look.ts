import type { PlainPhrase } from '../contract/model.ts';
import type { ImageTree, MediaFault, Medium, RandomAccess, WimFile } from '../media/port.ts';
import type { MediaImages } from './media-images.ts';

/** The readers of media, as the look inside needs them. */
export interface MediaReaders {
  openWim(access: RandomAccess): Promise<WimFile | MediaFault>;
  recogniseMedium(tree: ImageTree): Promise<Medium | MediaFault>;
}

/** What a medium is; a WIM by itself and a picture of a disk have no names inside. */
export type Seen =
  | Medium
  | { readonly system: 'wim'; readonly label: string | null; readonly version: string | null; readonly wim: WimFile }
  | { readonly system: 'disk-image'; readonly label: null; readonly version: null };

export type Look =
  | { readonly kind: 'seen'; readonly medium: Seen }
  /** Damaged, or not to be read. */
  | { readonly kind: 'fault'; readonly why: PlainPhrase };

export type LookInside = (path: string) => Promise<Look>;

/** Looks inside a file without unpacking it. What is neither a disc image nor a WIM counts as the picture of a disk. */
export function lookInside(images: MediaImages, readers: MediaReaders): LookInside {
  return async (path) => {
    const opened = await images.open(path);
    if (opened.kind === 'open') {
      const medium = await readers.recogniseMedium(opened.tree);
      return 'kind' in medium ? { kind: 'fault', why: medium.why } : { kind: 'seen', medium };
    }
    if (opened.why.code !== 'media-foreign') return { kind: 'fault', why: opened.why };
    const access = await images.access(path);
    const wim = access && (await readers.openWim(access));
    if (wim === null || (wim.kind === 'media-fault' && wim.why.code === 'media-foreign')) {
      return { kind: 'seen', medium: { system: 'disk-image', label: null, version: null } };
    }
    if (wim.kind === 'media-fault') return { kind: 'fault', why: wim.why };
    const [first] = wim.images;
    return {
      kind: 'seen',
      medium: { system: 'wim', label: first?.name ?? null, version: first?.version ?? null, wim },
    };
  };
}
