import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ConsolePlace } from '../contract/network-console.ts';
import { PasswordHash } from '../secret/password.ts';

/** The console on the network as it was set last. */
const NetworkSetting = z.object({
  open: z.boolean(),
  place: ConsolePlace.nullable(),
  password: PasswordHash.nullable(),
});
export type NetworkSetting = z.infer<typeof NetworkSetting>;

const neverOpened: NetworkSetting = { open: false, place: null, password: null };

const Door = z.object({
  /** What the cookie of a browser that came in by a token holds. */
  cookieValue: z.string().regex(/^[\w-]{32}$/),
  /** Where the console was last; null before the first time. */
  port: z.number().int().min(1).max(65_535).nullable(),
  network: NetworkSetting.catch(neverOpened),
});
type Door = z.infer<typeof Door>;

const fileName = 'console.json';

/**
 * Where the console of a data folder is found, kept between runs so that a page that is open while Rollcall starts again
 * finds it where it was and is still let in. The token of the link is another one at each start. The password is here
 * and not among the data, so that no backup holds it and no restore brings an old one back.
 */
export interface ConsoleDoor {
  readonly cookieValue: string;
  readonly lastPort: number | null;
  readonly network: NetworkSetting;
  /** Remembers the port that was taken. */
  keepPort(port: number): void;
  keepNetwork(change: Partial<NetworkSetting>): void;
}

/** Reads the door of a data folder, or makes one. The file can be read by its owner alone, like a key. */
export function consoleDoor(dataFolder: string): ConsoleDoor {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const path = join(dataFolder, fileName);
  let door = readDoor(path) ?? { cookieValue: randomBytes(24).toString('base64url'), port: null, network: neverOpened };
  const keep = (change: Partial<Door>) => {
    door = { ...door, ...change };
    writeDoor(path, door);
  };
  return {
    cookieValue: door.cookieValue,
    lastPort: door.port,
    get network() {
      return door.network;
    },
    keepPort: (port) => keep({ port }),
    keepNetwork: (change) => keep({ network: { ...door.network, ...change } }),
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
