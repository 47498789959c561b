/** A stretch of bytes in a file on disk. */
export interface Extent {
  readonly offset: number;
  readonly length: number;
}

/** Where bytes lie that follow each other in what is sent. */
export interface Stretch {
  /** The place of the first of them in the file on disk. */
  readonly offset: number;
  /** How many lie there in one piece. */
  readonly length: number;
}

/** The bytes that all extents together hold. */
export function sizeOf(extents: readonly Extent[]): number {
  return extents.reduce((size, { length }) => size + length, 0);
}

/** Where the byte at `position` lies, and how many from it on; of no length past the end. */
export function stretchAt(extents: readonly Extent[], position: number): Stretch {
  let before = 0;
  for (const { offset, length } of extents) {
    const into = position - before;
    if (into < length) return { offset: offset + into, length: length - into };
    before += length;
  }
  return { offset: 0, length: 0 };
}

/** Whether every byte is one that a file of this size has. */
export function liesWithin(extents: readonly Extent[], size: number): boolean {
  return extents.every(
    ({ offset, length }) =>
      Number.isSafeInteger(offset) &&
      Number.isSafeInteger(length) &&
      offset >= 0 &&
      length >= 0 &&
      offset + length <= size,
  );
}
