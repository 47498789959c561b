import { z } from 'zod';
import { Id, Label, Phrase, Timestamp } from './model.ts';

/** What a medium is known as. `wim` is a WIM file by itself; `disk-image` anything that holds no names to read. */
export const MediumSystem = z.enum([
  'windows-setup',
  'winpe',
  'porteus-kiosk',
  'debian-live',
  'debian-installer',
  'ubuntu-live',
  'ubuntu-server',
  'systemrescue',
  'clonezilla',
  'memtest',
  'netboot.xyz',
  'el-torito',
  'unknown',
  'wim',
  'disk-image',
]);
export type MediumSystem = z.infer<typeof MediumSystem>;

/** A disc image, a WIM or a picture of a disk that actions can boot from. */
export const LibraryMedium = z.object({
  id: Id,
  /** The name of its file. */
  name: z.string(),
  path: z.string(),
  /** Copied into the data folder, or left where it is. */
  kept: z.enum(['copied', 'linked']),
  bytes: z.number().int().nonnegative(),
  /** Hex, lower case. */
  sha256: z.string(),
  system: MediumSystem,
  /** The name of the volume. */
  label: z.string().nullable(),
  version: z.string().nullable(),
  addedAt: Timestamp,
});
export type LibraryMedium = z.infer<typeof LibraryMedium>;

/** A medium on its way into the library. One that failed stays until it is cancelled; any other end takes it away. */
export const MediaJob = z.object({
  id: Id,
  name: z.string(),
  kept: z.enum(['copied', 'linked']),
  state: z.enum(['working', 'done', 'failed', 'cancelled']),
  /** Bytes that were read so far. */
  done: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  medium: LibraryMedium.nullable(),
  /** Why it failed. */
  why: Phrase.nullable(),
});
export type MediaJob = z.infer<typeof MediaJob>;

/** The action that a medium is good for, as `action.add` takes it; or why there is none. */
export const MediaOffer = z.object({
  action: z.object({ name: Label, kind: z.string(), parameters: z.record(z.string(), z.unknown()) }).nullable(),
  why: Phrase.nullable(),
});
export type MediaOffer = z.infer<typeof MediaOffer>;

export const MediumPath = z.string().min(1).max(1_000);
