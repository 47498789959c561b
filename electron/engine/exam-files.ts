import type { StoredBoot } from '../boot/stored-boot.ts';
import type { FileAnswer, HttpRequestFacts } from '../http/port.ts';
import { type BootPlane, computerAt } from './boot-plane.ts';

/** More than any system fetches at its start; a mirror of packages may go on for hours. */
const most = 64;

/** Who asks for a file, and by which name the record is to have it. */
export interface Handed {
  /** The word of the boot in the request; null: the newest boot of the machine with the client's address. */
  readonly token: string | null;
  readonly name: string;
  /** Of `/files/…`: a secret text has no hash in any record, since few guesses would make it known. */
  readonly slot: string | null;
}

/**
 * Notes what a boot of an exam is handed, with its hash, for the exam's record. The answer goes out without waiting: a
 * file is hashed beside, once for as long as it stays as it is.
 */
export async function handedTo(
  plane: BootPlane,
  handed: Handed,
  request: HttpRequestFacts,
  answer: FileAnswer | Promise<FileAnswer>,
): Promise<FileAnswer> {
  const given = await answer;
  const boot = request.method === 'GET' ? bootOf(plane, handed.token, request) : null;
  if (boot?.reason === 'exam' && isNew(plane, boot, handed)) void keep(plane, boot.id, handed.name, given);
  return given;
}

function bootOf(plane: BootPlane, token: string | null, request: HttpRequestFacts): StoredBoot | null {
  if (token !== null) return plane.recorder.byToken(token);
  const computer = computerAt(plane, request.client);
  return computer && plane.recorder.newest(computer.id);
}

function isNew({ store }: BootPlane, boot: StoredBoot, { name, slot }: Handed): boolean {
  if (slot !== null && store.boots.hasSecret(boot.id, slot)) return false;
  const files = store.boots.files(boot.id);
  return files.length < most && files.every((file) => file.name !== name);
}

async function keep(plane: BootPlane, bootId: number, name: string, answer: FileAnswer): Promise<void> {
  try {
    const file = await plane.served.given(name, answer);
    if (file === null) return;
    plane.recorder.flush();
    plane.store.boots.keepFile(bootId, file);
  } catch (fault) {
    plane.log(`The hash of ${name} could not be kept: ${fault instanceof Error ? fault.message : String(fault)}.`);
  }
}
