import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Door = z.object({
  /** What the cookie of a browser that came in by a token holds. */
  cookieValue: z.string().regex(/^[\w-]{32}$/),
  /** Where the console was last; null before the first time. */
  port: z.number().int().min(1).max(65_535).nullable(),
});
type Door = z.infer<typeof Door>;

const fileName = 'console.json';

/**
 * Where the console of a data folder is found, kept between runs so that a page that is open while Rollcall starts again
 * finds it where it was and is still let in. The token of the link is another one at each start.
 */
export interface ConsoleDoor {
  readonly cookieValue: string;
  readonly lastPort: number | null;
  /** Remembers the port that was taken. */
  keepPort(port: number): void;
}

/** Reads the door of a data folder, or makes one. The file can be read by its owner alone, like a key. */
export function consoleDoor(dataFolder: string): ConsoleDoor {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const path = join(dataFolder, fileName);
  const door = readDoor(path) ?? { cookieValue: randomBytes(24).toString('base64url'), port: null };
  return {
    cookieValue: door.cookieValue,
    lastPort: door.port,
    keepPort: (port) => writeDoor(path, { ...door, port }),
  };
}

function readDoor(path: string): Door | null {
  try {
    const read = Door.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

function writeDoor(path: string, door: Door): void {
  const aside = `${path}.${process.pid}`;
  writeFileSync(aside, `${JSON.stringify(door)}\n`, { mode: 0o600 });
  chmodSync(aside, 0o600);
  renameSync(aside, path);
}
