import type { PlainPhrase } from '../contract/model.ts';

/** Bytes that can be read anywhere: a file, or bytes in memory. */
export interface RandomAccess {
  /** Bytes. */
  readonly size: number;
  /** The bytes from `position` on: `length` of them, fewer at the end. Rejects when the medium cannot be read. */
  read(position: number, length: number): Promise<Uint8Array>;
}

/** A run of bytes of the image. */
export interface Extent {
  readonly offset: number;
  readonly length: number;
}

/** Why an image cannot be read, as a whole sentence. */
export interface MediaFault {
  readonly kind: 'media-fault';
  readonly why: PlainPhrase;
}

export interface ImageFile {
  readonly kind: 'file';
  /** The last part of its path, as the image writes it. */
  readonly name: string;
  /** From the root, with `/` between and none in front: `live/vmlinuz`. */
  readonly path: string;
  readonly size: number;
  /** In order, together `size` bytes, each inside the image. */
  readonly extents: readonly Extent[];
}

export interface ImageFolder {
  readonly kind: 'folder';
  readonly name: string;
  readonly path: string;
}

export type ImageEntry = ImageFile | ImageFolder;

/** Who can start from an entry of the El Torito catalogue. */
export interface BootEntry {
  readonly platform: 'bios' | 'uefi' | 'other';
  readonly bootable: boolean;
  /** `none` is a loader as it is, the others are pictures of disks. */
  readonly emulation: 'none' | 'floppy' | 'hard-disk';
  /** Where its loader lies; the length is what the catalogue says, which for UEFI may be less than all of it. */
  readonly extent: Extent;
}

/** The names of a disc image, read once when it is opened; the contents stay in the file. */
export interface ImageTree {
  /** Which names were read, when the image has several sets of them. */
  readonly format: 'iso9660' | 'joliet' | 'rock-ridge' | 'udf' | 'folder';
  /** The name of the volume, as it is printed on its icon. */
  readonly label: string | null;
  readonly bootEntries: readonly BootEntry[];
  /** It also starts from a stick: it has a table of partitions in front. */
  readonly hybrid: boolean;
  /** How many files the image holds. */
  readonly fileCount: number;
  /** What is in a folder (`''` is the root), in the order of the image; null: there is no such folder. */
  list(path: string): readonly ImageEntry[] | null;
  /** The file of this path, in any case, with `/` or `\`; null: there is no such file. */
  find(path: string): ImageFile | null;
  /** The first `most` bytes of a file. */
  read(file: ImageFile, most: number): Promise<Uint8Array | MediaFault>;
  /** A file as if it stood alone. */
  access(file: ImageFile): RandomAccess;
}

/** One image of a WIM file. */
export interface WimImage {
  /** Counted from 1, as `index=` of wimboot counts. */
  readonly index: number;
  readonly name: string | null;
  readonly description: string | null;
  readonly architecture: 'x86' | 'x64' | 'arm' | 'arm64' | null;
  /** `10.0.22621`: null when the image holds no Windows. */
  readonly version: string | null;
  readonly bytes: number | null;
}

export interface WimFile {
  readonly kind: 'wim';
  readonly images: readonly WimImage[];
  /** The image that wimboot starts when no index is given; null: none is marked. */
  readonly bootIndex: number | null;
}

interface Named {
  /** The name of the volume. */
  readonly label: string | null;
  /** Of the system, when the medium tells it: `12.5.0`. */
  readonly version: string | null;
}

/** A kernel and its first file system, as paths inside the image. */
interface KernelPaths {
  readonly kernel: string;
  readonly initrd: string;
}

/** What a disc image is, with the inner paths that its action needs. */
export type Medium = Named &
  (
    | {
        readonly system: 'windows-setup';
        readonly bootWim: string;
        /** `sources/install.wim`, `.esd` or the first `.swm`. */
        readonly installImage: string;
        readonly images: readonly WimImage[];
        readonly bootIndex: number | null;
      }
    | {
        readonly system: 'winpe';
        readonly bootWim: string;
        readonly images: readonly WimImage[];
        readonly bootIndex: number | null;
      }
    | (KernelPaths & {
        readonly system: 'porteus-kiosk';
        /** `initrdpxe.xz`; null: the image was made without the PXE component and cannot start by network. */
        readonly pxeInitrd: string | null;
      })
    | (KernelPaths & { readonly system: 'debian-live' | 'clonezilla'; readonly squashfs: string })
    | (KernelPaths & {
        readonly system: 'debian-installer';
        /** Its initrd fetches the rest from a mirror (`mini.iso`); false: it looks for the disc. */
        readonly netboot: boolean;
      })
    | (KernelPaths & { readonly system: 'ubuntu-live' | 'ubuntu-server' })
    | (KernelPaths & {
        readonly system: 'systemrescue';
        /** The folder that the boot option `archisobasedir` names. */
        readonly baseFolder: string;
        /** Processor updates that are handed over before the initrd, when the image has them. */
        readonly microcode: readonly string[];
      })
    /** At least one of the two. */
    | { readonly system: 'memtest'; readonly bios: string | null; readonly uefi: string | null }
    | { readonly system: 'netboot.xyz'; readonly bios: string | null; readonly uefi: string | null }
    /** Nothing that has a name, but it can be started whole. */
    | { readonly system: 'el-torito'; readonly bios: boolean; readonly uefi: boolean }
    | { readonly system: 'unknown' }
  );

export type MediumSystem = Medium['system'];
