import { isHybrid, readBootEntries } from './el-torito.ts';
import { isMediaFault, mediaFault, shown } from './fault.ts';
import { readIsoDescriptors, readIsoTree } from './iso9660.ts';
import type { ImageFile, ImageTree, MediaFault, RandomAccess } from './port.ts';
import { type ImageReader, imageReader } from './reader.ts';
import { insideFile } from './tree.ts';
import { readUdfTree } from './udf.ts';
import { namesUdf } from './udf-volume.ts';

export { isMediaFault } from './fault.ts';
export { insideFile, sliceExtents } from './tree.ts';

/** More than a reader of labels and versions needs at once. */
const MOST_READ = 16 * 1024 * 1024;

/**
 * Reads the names of a disc image: ISO 9660 with Rock Ridge or Joliet, UDF, or both on one disc. Where there is UDF it
 * decides, since the other half of a disc of Windows holds one file that says so. Work and memory are bounded whatever
 * the image holds; every extent that it names lies inside. Never rejects.
 */
export async function openImage(access: RandomAccess): Promise<ImageTree | MediaFault> {
  const reader = imageReader(access);
  const descriptors = await readIsoDescriptors(reader);
  if (isMediaFault(descriptors)) return descriptors;
  const names = await readNames(reader, descriptors);
  if (isMediaFault(names)) return names;
  return {
    format: names.format,
    label: names.label,
    bootEntries: await readBootEntries(reader, descriptors?.bootRecord ?? null),
    hybrid: await isHybrid(reader),
    fileCount: names.names.fileCount,
    list: names.names.list,
    find: names.names.find,
    read: (file, most) => readStart(access, file, most),
    access: (file) => insideFile(access, file),
  };
}

async function readNames(
  reader: ImageReader,
  descriptors: Exclude<Awaited<ReturnType<typeof readIsoDescriptors>>, MediaFault>,
) {
  if (await namesUdf(reader)) {
    const udf = await readUdfTree(reader);
    return isMediaFault(udf) ? udf : { format: 'udf' as const, ...udf };
  }
  return descriptors === null ? mediaFault({ code: 'media-foreign' }) : readIsoTree(reader, descriptors);
}

async function readStart(access: RandomAccess, file: ImageFile, most: number): Promise<Uint8Array | MediaFault> {
  const length = Math.min(file.size, most, MOST_READ);
  try {
    const bytes = await insideFile(access, file).read(0, length);
    return bytes.length === length ? bytes : mediaFault({ code: 'media-cut', path: shown(file.path) });
  } catch (error) {
    return mediaFault({ code: 'media-unreadable', detail: shown(error instanceof Error ? error.message : `${error}`) });
  }
}
