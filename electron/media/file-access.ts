import { open } from 'node:fs/promises';
import type { RandomAccess } from './port.ts';

/** An image on disk, open until it is closed. */
export interface FileAccess extends RandomAccess {
  close(): Promise<void>;
}

/** Rejects when there is no such file or it may not be read. */
export async function openFileAccess(path: string): Promise<FileAccess> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  return {
    size,
    async read(position, length) {
      const buffer = new Uint8Array(Math.max(0, Math.min(length, size - position)));
      let filled = 0;
      while (filled < buffer.length) {
        const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return buffer.subarray(0, filled);
    },
    close: () => handle.close(),
  };
}
