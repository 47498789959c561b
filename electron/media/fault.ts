import type { PlainPhrase } from '../contract/model.ts';
import type { MediaFault } from './port.ts';

export function mediaFault(why: PlainPhrase): MediaFault {
  return { kind: 'media-fault', why };
}

/** Tells a fault from everything that a reader can answer besides. */
export function isMediaFault(value: unknown): value is MediaFault {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'media-fault';
}

/** Text of an image as it may stand in a sentence: printable, and not longer than it has to be. */
export function shown(text: string): string {
  const printable = text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\u{FFFD}');
  return printable.length <= 96 ? printable : `${printable.slice(0, 95)}…`;
}

export const cutAt = (path: string): MediaFault => mediaFault({ code: 'media-cut', path: shown(path) });
export const damagedAt = (path: string): MediaFault => mediaFault({ code: 'media-damaged', path: shown(path) });
