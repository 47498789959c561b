import { isMediaFault, openImage } from '../../electron/media/image.ts';
import type { ImageTree, MediaFault } from '../../electron/media/port.ts';
import { recogniseMedium } from '../../electron/media/recognise.ts';
import { everything, fixture } from '../media/disc.ts';
import { little, type Patch, patched, resealed, udfSectors } from '../media/patch.ts';
import { type Dice, seededDice } from './mutate.ts';

/** How damaged images ended. */
export interface MediaFuzzCount {
  readonly opened: number;
  /** How often each code of a fault came. */
  readonly faults: Readonly<Record<string, number>>;
}

interface Subject {
  readonly image: Uint8Array;
  /** Bytes that are not zero, where damage has something to hit. */
  readonly used: readonly number[];
  readonly descriptors: readonly number[];
}

const names = ['rock-ridge.iso', 'relocated.iso', 'joliet.iso', 'plain.iso', 'udf.iso'];
/** Numbers at which readers of sizes and places go wrong. */
const EDGES = [0, 1, 2, 16, 255, 2_047, 2_048, 65_535, 0x3fff_ffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];
const MOST_ASKED = 600 * 1024 * 1024;

/**
 * Opens damaged images. Throws with the patches when one rejects, asks for more than it may, or gives a tree that
 * leads out of the image.
 */
export async function fuzzImages(images: number, seed: number): Promise<MediaFuzzCount> {
  const dice = seededDice(seed);
  const subjects = names.map(subjectOf);
  const faults: Record<string, number> = {};
  let opened = 0;
  for (let i = 0; i < images; i += 1) {
    const subject = subjects[dice(subjects.length)] as Subject;
    const patches = Array.from({ length: 1 + dice(4) }, () => damage(subject, dice));
    const size = dice(8) === 0 ? dice(subject.image.length) : subject.image.length;
    const found = await tryImage(subject, patches, size);
    if (isMediaFault(found)) faults[found.why.code] = (faults[found.why.code] ?? 0) + 1;
    else opened += 1;
  }
  return { opened, faults };
}

function subjectOf(name: string): Subject {
  const image = fixture(name);
  const used: number[] = [];
  for (const [at, byte] of image.entries()) if (byte !== 0 && byte !== 0x90) used.push(at);
  return { image, used, descriptors: udfSectors(image) };
}

/** A wrong byte, number or piece of elsewhere; in a descriptor of UDF half the time with its checksums made to fit. */
function damage({ image, used, descriptors }: Subject, dice: Dice): Patch {
  if (descriptors.length > 0 && dice(2) === 0) {
    const at = descriptors[dice(descriptors.length)] as number;
    const sector = image.slice(at, at + 2_048);
    sector.set(wrong(image, used, dice), 16 + dice(dice(2) === 0 ? 460 : 200));
    return { at, bytes: resealed(sector) };
  }
  return { at: used[dice(used.length)] as number, bytes: wrong(image, used, dice) };
}

function wrong(image: Uint8Array, used: readonly number[], dice: Dice): Uint8Array {
  const elsewhere = used[dice(used.length)] as number;
  switch (dice(4)) {
    case 0:
      return Uint8Array.of(dice(256));
    case 1:
      return little(EDGES[dice(EDGES.length)] as number, 4);
    case 2:
      return little(dice(600), dice(2) === 0 ? 2 : 4);
    default:
      return image.slice(elsewhere, elsewhere + 1 + dice(64));
  }
}

async function tryImage(subject: Subject, patches: readonly Patch[], size: number): Promise<ImageTree | MediaFault> {
  const access = patched(subject.image, patches, size);
  try {
    const tree = await openImage(access);
    if (access.asked() > MOST_ASKED) throw new Error(`asked for ${access.asked()} bytes`);
    if (isMediaFault(tree)) return tree;
    mustStayInside(tree, size);
    await recogniseMedium(tree);
    return tree;
  } catch (cause) {
    const words = patches.map(({ at, bytes }) => `${at}: ${Buffer.from(bytes).toString('hex')}`).join(', ');
    throw new Error(`an image of ${size} bytes with ${words}`, { cause });
  }
}

function mustStayInside(tree: ImageTree, size: number): void {
  for (const entry of everything(tree)) {
    if (entry.path.split('/').some((part) => ['', '.', '..'].includes(part))) throw new Error(`the path ${entry.path}`);
    if (entry.kind === 'folder') continue;
    const whole = entry.extents.reduce((sum, { length }) => sum + length, 0);
    const inside = entry.extents.every(({ offset, length }) => offset >= 0 && length > 0 && offset + length <= size);
    if (!inside || whole !== entry.size) throw new Error(`${entry.path} does not lie in the image`);
    if (tree.find(entry.path) === null) throw new Error(`${entry.path} is listed and not found`);
  }
}
