import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { PlainPhrase } from '../contract/model.ts';
import type { FolderTree } from '../media/folder.ts';
import type { ImageTree, MediaFault, Medium, RandomAccess, WimFile } from '../media/port.ts';
import type { MediaImages } from './media-images.ts';

/** The readers of media, as the look inside needs them. */
export interface MediaReaders {
  openWim(access: RandomAccess): Promise<WimFile | MediaFault>;
  recogniseMedium(tree: ImageTree): Promise<Medium | MediaFault>;
  openFolder(path: string, label: string): Promise<FolderTree | MediaFault>;
}

/** What a medium is; a WIM by itself and a picture of a disk have no names inside. */
export type Seen =
  | Medium
  | { readonly system: 'wim'; readonly label: string | null; readonly version: string | null; readonly wim: WimFile }
  | { readonly system: 'disk-image'; readonly label: null; readonly version: null };

export type Look =
  | { readonly kind: 'seen'; readonly medium: Seen; readonly folder?: Pick<FolderTree, 'bytes' | 'sha256'> }
  /** Damaged, or not to be read. */
  | { readonly kind: 'fault'; readonly why: PlainPhrase };

export type LookInside = (path: string) => Promise<Look>;

/** Looks inside a file without unpacking it, or into a folder that holds the files of a medium. What is neither a disc image nor a WIM counts as the picture of a disk. */
export function lookInside(images: MediaImages, readers: MediaReaders): LookInside {
  return async (path) => {
    if ((await stat(path).catch(() => null))?.isDirectory()) return lookIntoFolder(path, readers);
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

async function lookIntoFolder(path: string, readers: MediaReaders): Promise<Look> {
  const opened = await readers.openFolder(path, basename(path));
  if ('kind' in opened) return { kind: 'fault', why: opened.why };
  const medium = await readers.recogniseMedium(opened.tree);
  if ('kind' in medium) return { kind: 'fault', why: medium.why };
  return { kind: 'seen', medium, folder: { bytes: opened.bytes, sha256: opened.sha256 } };
}
