import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { stickImage } from '../../electron/stick/image.ts';
import { stickScript } from '../../electron/stick/script.ts';
import { rollcall } from '../cli/command-line.ts';

const bios = new Uint8Array(3_000).fill(1);
const uefi = Uint8Array.from({ length: 70_001 }, (_, index) => index % 251);
const image = stickImage({ bios, uefi, script: '#!ipxe\n' });
const view = new DataView(image.buffer);
/** The first byte of the data area of the volume, which holds cluster 2. */
const data = 2_048 * 512 + 153 * 512;

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'rollcall-stick-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** The clusters of the chain that begins at `first`, by the table of clusters. */
function chain(first: number): number[] {
  const clusters = [first];
  for (let next = first; next < 0xfff8; clusters.push(next)) {
    next = view.getUint16(2_049 * 512 + next * 2, true);
    if (next >= 0xfff8) break;
  }
  return clusters;
}

it('is an active FAT16 partition after the boot record and the loader for a BIOS', () => {
  expect([image[446], image[450], view.getUint32(454, true), view.getUint32(458, true)]).toEqual([
    0x80, 0x0e, 2_048, 30_720,
  ]);
  expect(view.getUint16(510, true)).toBe(0xaa55);
  expect(image.subarray(512, 3_512)).toEqual(bios);
  expect(view.getUint16(0x88, true)).toBe(3);
});

it('holds the loader for UEFI where firmware looks on removable disks', () => {
  const at = Buffer.from(image).indexOf('BOOTX64 EFI', data, 'latin1');
  const clusters = chain(view.getUint16(at + 26, true));
  const bytes = Buffer.concat(
    clusters.map((each) => image.subarray(data + (each - 2) * 1_024, data + (each - 1) * 1_024)),
  );
  expect(new Uint8Array(bytes.subarray(0, view.getUint32(at + 28, true)))).toEqual(uefi);
});

it('refuses a loader that the memory of a BIOS cannot hold', () => {
  expect(() => stickImage({ bios: new Uint8Array(400_000), uefi, script: '' })).toThrow(RangeError);
});

it.skipIf(spawnSync('fsck.vfat', ['--help']).error !== undefined)('is sound to the checker of Linux', () => {
  const volume = join(folder(), 'volume.img');
  writeFileSync(volume, image.subarray(2_048 * 512));
  const checked = spawnSync('fsck.vfat', ['-n', volume], { encoding: 'utf8' });
  expect([checked.status, checked.stdout]).toEqual([0, expect.stringContaining('5 files')]);
});

it('asks the boot server that DHCP names, then the one that was written', () => {
  expect(stickScript('http://10.77.0.1:8080').split('\n').slice(2, 5)).toEqual([
    'dhcp ||',
    'isset ${filename} && chain --replace --autofree --timeout 10000 ${filename} ||',
    'chain --replace --autofree --timeout 10000 http://10.77.0.1:8080/boot/${netX/mac:hexhyp}.ipxe ||',
  ]);
});

it.each(['10.0.0.1\nshell', '10.0.0.1:0', '10.0.0.1:80:80', 'server'])(
  'takes no server but an address: %j',
  async (server) => {
    const dataFolder = folder();
    const { code, err } = await rollcall({ dataFolder }, 'stick', '--out', 'stick.img', '--server', server);
    expect([code === 0, err.join()]).toEqual([false, expect.stringContaining('ADDRESS:PORT')]);
  },
);

it('writes the image and leaves a file alone that is there already', async () => {
  const dataFolder = folder();
  const words = ['stick', '--out', 'stick.img', '--server', '10.77.0.1'];
  expect((await rollcall({ dataFolder }, ...words)).out).toEqual([expect.stringContaining('stick.img')]);
  const written = readFileSync(join(dataFolder, 'stick.img'));
  expect(written.includes('http://10.77.0.1:8080/boot/')).toBe(true);
  expect((await rollcall({ dataFolder }, ...words)).err.join()).toContain('is there already');
});
