import { expect, test } from 'vitest';
import { isMediaFault, openImage } from '../../electron/media/image.ts';
import { contentsOf, everything, fixture, fixturePaths, inMemory } from './disc.ts';
import { little, resealed, udfSectors } from './patch.ts';

const SECTOR = 2_048;

/**
 * The image of genisoimage as Windows formats it from UDF 2.50 on: a second map for the metadata, whose file is in two
 * pieces that swap no block, and every address of a folder in it.
 */
function withMetadataPartition(): Uint8Array {
  const old = fixture('udf.iso');
  const image = new Uint8Array(old.length + SECTOR);
  image.set(old);
  const kindOf = (at: number): number => (image[at] ?? 0) | ((image[at + 1] ?? 0) << 8);
  const reseal = (at: number): void => image.set(resealed(image.slice(at, at + SECTOR)), at);
  const sectors = udfSectors(image);
  const partition = sectors.find((at) => kindOf(at) === 5) ?? 0;
  const start = Buffer.from(image).readUInt32LE(partition + 188);
  const metadataBlock = old.length / SECTOR - start;
  for (const at of sectors.filter((each) => kindOf(each) === 5)) {
    image.set(little(metadataBlock + 1, 4), at + 192);
    reseal(at);
  }
  for (const at of sectors.filter((each) => kindOf(each) === 6)) {
    image.set(little(70, 4), at + 264);
    image.set(little(2, 4), at + 268);
    image.set([2, 64, 0, 0, 0, ...Buffer.from('*UDF Metadata Partition')], at + 446);
    image.set([1, 0, 0, 0, ...little(metadataBlock, 4), ...little(metadataBlock, 4)], at + 446 + 36);
    image.set(little(1, 2), at + 256);
    reseal(at);
  }
  for (const at of sectors.filter((each) => kindOf(each) === 256)) {
    image.set(little(1, 2), at + 408);
    reseal(at);
  }
  image.set(metadataFile(metadataBlock), old.length);
  return image;
}

/** A file entry whose contents are the blocks before it, in two extents. */
function metadataFile(blocks: number): Uint8Array {
  const entry = new Uint8Array(SECTOR);
  entry.set(little(261, 2), 0);
  entry.set(little(2_000, 2), 10);
  entry.set(little(4, 2), 20);
  entry[27] = 250;
  entry.set(little(blocks * SECTOR, 8), 56);
  entry.set(little(16, 4), 172);
  entry.set([...little(3 * SECTOR, 4), ...little(0, 4)], 176);
  entry.set([...little((blocks - 3) * SECTOR, 4), ...little(3, 4)], 184);
  return resealed(entry);
}

test('a disc with a metadata partition gives the same files', async () => {
  const tree = await openImage(inMemory(withMetadataPartition()));
  if (isMediaFault(tree)) throw new Error(JSON.stringify(tree.why));
  const files = [...everything(tree)].filter(({ kind, name }) => kind === 'file' && !name.startsWith('boot.'));
  expect(files.map(({ path }) => path).sort()).toEqual([...fixturePaths].sort());
  const file = tree.find('live/filesystem.squashfs')!;
  expect(await tree.read(file, 10_000)).toEqual(contentsOf(file.path));
});
