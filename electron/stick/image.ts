import { fatVolume, volumeSectors } from './fat.ts';

const sector = 512;
const volumeStart = 2_048;

/** What is written on a stick. `bios`: iPXE's `ipxe.pxe`; `uefi`: `ipxe-amd64.efi`, both with their own drivers. */
export interface StickParts {
  readonly bios: Uint8Array;
  readonly uefi: Uint8Array;
  readonly script: string;
}

/**
 * The disk image of a boot stick, 16 MiB, for BIOS and for UEFI on x64.
 *
 *     0         boot record: code for a BIOS, one partition
 *     1..       iPXE for a BIOS
 *     2048..    FAT16: EFI/BOOT/BOOTX64.EFI, where UEFI looks on removable disks, and autoexec.ipxe beside it
 */
export function stickImage({ bios, uefi, script }: StickParts): Uint8Array {
  if (bios.length > 390_000) throw new RangeError('this loader does not fit into the memory of a BIOS');
  const image = new Uint8Array((volumeStart + volumeSectors) * sector);
  image.set(bootRecord(Math.ceil(bios.length / (2 * sector))));
  image.set(bios, sector);
  const autoexec = { short: 'AUTOEX~1IPX', long: 'autoexec.ipxe', bytes: new TextEncoder().encode(script) };
  const loader = { short: 'BOOTX64 EFI', bytes: uefi };
  const efi = { short: 'EFI', entries: [{ short: 'BOOT', entries: [loader, autoexec] }] };
  image.set(fatVolume([efi, autoexec], volumeStart), volumeStart * sector);
  return image;
}

/**
 * 16-bit code, moved to 0000:0600. Reads iPXE to 0000:7c00, where it expects to be, by int 13h function 42h; two sectors at
 * a time, since some BIOSes cannot read over a boundary of 64 KiB. Then it calls iPXE without a PXE stack (es:bx and the two
 * words under the return address are 0). When iPXE comes back, int 18h goes on to the next disk.
 *
 *     00 fa 31c0 8ed0 bc007c 8ed8 8ec0    cli; ss:sp = 0000:7c00; ds = es = 0
 *     0c be007c bf0006 b90001 fc f3a5     copy this sector to 0000:0600
 *     18 ea1d060000 fb                    go on there; sti
 *     1e be.... b442 52 cd13 5a 72..      next: read two sectors; on an error say so
 *     29 8306....40 8306....02 ff0e.... 75  32 paragraphs and 2 sectors on, until the count is 0
 *     39 31c0 8ec0 89c3 50 50 9a007c0000 cd18   call iPXE
 *     48 print the sentence; int 18h; halt
 *     88 the count of pairs of sectors; 8c the packet of function 42h
 */
const code =
  'fa31c08ed0bc007c8ed88ec0be007cbf0006b90001fcf3a5ea1d060000fbbe8c06b44252cd135a721f83069206408306940602ff0e880675e531c08ec089c350509a007c0000cd1831c08ed8be6206ac84c07409b40ebb0700cd10ebf2cd18f4ebfd526f6c6c63616c6c3a207468697320737469636b2063616e6e6f7420626520726561640d0a0011116690100002000000c0070100000000000000';
const countAt = code.indexOf('1111') / 2;

/** `pairs`: how often two sectors are read. The partition is of type 0e (FAT16 by sector number) and active. */
function bootRecord(pairs: number): Uint8Array {
  const bytes = new Uint8Array(sector);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < code.length; at += 2) bytes[at / 2] = Number.parseInt(code.slice(at, at + 2), 16);
  view.setUint16(countAt, pairs, true);
  bytes.set([0x80, 0xfe, 0xff, 0xff, 0x0e, 0xfe, 0xff, 0xff], 446);
  view.setUint32(454, volumeStart, true);
  view.setUint32(458, volumeSectors, true);
  view.setUint16(510, 0xaa55, true);
  return bytes;
}
