import { cutAt, isMediaFault, mediaFault, shown } from './fault.ts';
import type { MediaFault, RandomAccess, WimFile, WimImage } from './port.ts';
import { imageReader, isInside, latin, u8, u32, u64 } from './reader.ts';

const HEADER_BYTES = 208;
const MOST_XML_BYTES = 4 * 1024 * 1024;
const MOST_IMAGES = 64;
const COMPRESSED = 0x04;
const damaged = mediaFault({ code: 'media-wim' });

function isWim(firstBytes: Uint8Array): boolean {
  return latin(firstBytes.subarray(0, 8)) === 'MSWIM\0\0\0';
}

/**
 * What a WIM file says of itself in its header and in its XML part (Microsoft, Windows Imaging File Format):
 *
 *   0 MSWIM   8 header size (4)   12 version (4)   16 flags (4)   44 number of images (4)   48 table of blobs (24)
 *   72 XML: 7 bytes of its size, flags, 80 offset (8), 88 size (8)   96 boot metadata (24)   120 image to boot (4)
 *
 * The fault `media-foreign` says that it is no WIM file. `path` names one inside a disc in what is said of it. Never
 * rejects.
 */
export async function openWim(access: RandomAccess, path = ''): Promise<WimFile | MediaFault> {
  const reader = imageReader(access);
  if (access.size < HEADER_BYTES) return mediaFault({ code: 'media-foreign' });
  const header = await reader.read(0, HEADER_BYTES, path);
  if (isMediaFault(header)) return header;
  if (!isWim(header)) return mediaFault({ code: 'media-foreign' });
  const count = u32(header, 44);
  const [offset, size] = [u64(header, 80), u64(header, 88)];
  if ((u8(header, 79) & COMPRESSED) !== 0 || size > MOST_XML_BYTES || count > MOST_IMAGES) return damaged;
  if (!isInside(offset, size, access.size)) return path === '' ? damaged : cutAt(path);
  const xml = await reader.read(offset, size, path);
  if (isMediaFault(xml)) return xml;
  const images = readImages(new TextDecoder('utf-16le').decode(xml));
  if (images.length !== count) return damaged;
  const bootIndex = u32(header, 120);
  return { kind: 'wim', images, bootIndex: bootIndex >= 1 && bootIndex <= count ? bootIndex : null };
}

function readImages(xml: string): readonly WimImage[] {
  return xml
    .split('<IMAGE ')
    .slice(1, MOST_IMAGES + 2)
    .map(readImage);
}

function readImage(xml: string, position: number): WimImage {
  const inside = xml.slice(0, indexOrEnd(xml, '</IMAGE>'));
  const index = /^[^>]*INDEX="(\d{1,5})"/.exec(inside.slice(0, 256))?.[1];
  const windows = between(inside, 'WINDOWS') ?? '';
  const numbers = ['MAJOR', 'MINOR', 'BUILD'].map((tag) => between(windows, tag));
  const bytes = Number(between(inside, 'TOTALBYTES') ?? Number.NaN);
  return {
    index: index === undefined ? position + 1 : Number(index),
    name: textOf(inside, 'NAME'),
    description: textOf(inside, 'DESCRIPTION'),
    architecture: architectures.get(between(windows, 'ARCH')?.trim() ?? '') ?? null,
    version: numbers.every((number) => /^\d{1,6}$/.test(number ?? '')) ? numbers.join('.') : null,
    bytes: Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : null,
  };
}

/** PROCESSOR_ARCHITECTURE of Windows. */
const architectures = new Map<string, WimImage['architecture']>([
  ['0', 'x86'],
  ['5', 'arm'],
  ['9', 'x64'],
  ['12', 'arm64'],
]);

function indexOrEnd(text: string, part: string): number {
  const at = text.indexOf(part);
  return at < 0 ? text.length : at;
}

/** What is between the first `<TAG>` and its end; the XML of a WIM has no attributes on these. */
function between(xml: string, tag: string): string | null {
  const start = xml.indexOf(`<${tag}>`);
  if (start < 0) return null;
  const from = start + tag.length + 2;
  const end = xml.indexOf(`</${tag}>`, from);
  return end < 0 ? null : xml.slice(from, end);
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function textOf(xml: string, tag: string): string | null {
  const raw = between(xml, tag)?.slice(0, 1_024);
  if (raw === undefined) return null;
  const text = raw.replace(/&(lt|gt|quot|apos|amp);/g, (_whole, name: string) => entities[name] ?? '').trim();
  return text === '' ? null : shown(text);
}
