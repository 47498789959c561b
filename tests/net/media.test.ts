import { describe, expect, test } from 'vitest';
import { isMediaFault, openImage } from '../../electron/media/image.ts';
import type { ImageTree } from '../../electron/media/port.ts';
import { recogniseMedium } from '../../electron/media/recognise.ts';
import { everything, inMemory, text } from '../media/disc.ts';
import { type Files, makeImage, makeWim, type Recipe } from '../support/media-images.ts';
import { type Dice, seededDice } from '../support/mutate.ts';

async function opened(image: Uint8Array): Promise<ImageTree> {
  const tree = await openImage(inMemory(image));
  if (isMediaFault(tree)) throw new Error(JSON.stringify(tree.why));
  return tree;
}

const words = ['a', 'B', 'readme', 'Très', '文件', 'with blank', 'x'.repeat(40), 'v1.2.3-amd64', '+plus', 'ß'];

/** A tree that a person could have: some folders deep, names of many scripts, sizes around the edges of sectors. */
function randomFiles(dice: Dice): Files {
  const files: Record<string, Uint8Array> = {};
  const count = 5 + dice(120);
  for (let i = 0; i < count; i += 1) {
    const folders = Array.from({ length: dice(6) }, () => `${words[dice(4)]}${dice(3)}`);
    const size = [0, 1, 2_047, 2_048, 2_049, 30_000][dice(6)] ?? 0;
    const path = [...folders, `${words[dice(words.length)]}-${i}.dat`].join('/');
    files[path] = Uint8Array.from({ length: size }, () => dice(256));
  }
  return files;
}

describe.each<Recipe>(['rock-ridge', 'relocated', 'joliet', 'udf'])('a disc made as %s', (recipe) => {
  test.each([1, 2, 3, 4, 5])('gives back a random tree byte for byte, seed %d', async (seed) => {
    const files = randomFiles(seededDice(seed * 7_919));
    const tree = await opened(makeImage(recipe, files));
    const found = [...everything(tree)].flatMap((entry) => (entry.kind === 'file' ? [entry] : []));
    expect(found.map(({ path }) => path).sort()).toEqual(Object.keys(files).sort());
    for (const file of found) {
      const bytes = (await tree.read(file, 100_000)) as Uint8Array;
      expect(Buffer.compare(bytes, files[file.path] ?? new Uint8Array()), file.path).toBe(0);
    }
  });
});

test('a disc that also starts from a stick, by BIOS and by UEFI, says all three', async () => {
  const files = { 'boot.img': new Uint8Array(4_096).fill(1), 'efi.img': new Uint8Array(65_536).fill(2) };
  const boot = ['-b', 'boot.img', '-no-emul-boot', '-boot-load-size', '4', '-eltorito-alt-boot', '-e', 'efi.img'];
  const stick = ['-no-emul-boot', '-isohybrid-gpt-basdat', '-partition_offset', '16'];
  const tree = await opened(makeImage('rock-ridge', files, ...boot, ...stick));
  expect(tree.hybrid).toBe(true);
  expect(tree.bootEntries.map(({ platform }) => platform)).toEqual(['bios', 'uefi']);
  expect(await recogniseMedium(tree)).toMatchObject({ system: 'el-torito', bios: true, uefi: true });
});

test.each<Recipe>(['udf', 'joliet'])(
  'a disc of Windows made as %s is recognised with what its WIM says',
  async (recipe) => {
    const properties = ['MAJOR=10', 'MINOR=0', 'BUILD=26100'].map((each) => `WINDOWS/VERSION/${each}`);
    const wim = makeWim({ 'Windows/notes.txt': text('x') }, 'Windows PE', ['WINDOWS/ARCH=12', ...properties]);
    const files = { 'sources/boot.wim': wim, 'sources/install.wim': wim, 'setup.exe': text('MZ') };
    expect(await recogniseMedium(await opened(makeImage(recipe, files)))).toMatchObject({
      system: 'windows-setup',
      version: '10.0.26100',
      bootWim: 'sources/boot.wim',
      installImage: 'sources/install.wim',
      images: [{ index: 1, name: 'Windows PE', architecture: 'arm64' }],
    });
  },
);
