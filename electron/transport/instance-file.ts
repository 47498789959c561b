import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { describePhrase } from '../contract/describe.ts';
import { type PlainPhrase, Timestamp } from '../contract/model.ts';

/** Who works on a data folder. `url` and `token` are null while nobody can be asked: at start, and for a short command. */
export const InstanceFacts = z.object({
  pid: z.number().int().positive(),
  startedAt: Timestamp,
  version: z.string(),
  url: z.string().nullable(),
  token: z.string().nullable(),
});
export type InstanceFacts = z.infer<typeof InstanceFacts>;

/** What a claim came to: the folder is ours until `release`, or another process has it. */
export type Claim =
  | { readonly kind: 'claimed'; readonly hold: InstanceHold }
  | { readonly kind: 'taken'; readonly by: InstanceFacts };

export interface InstanceHold {
  /** Writes the address and the token down, for the command line to find. */
  publish(url: string, token: string): void;
  release(): void;
}

/** Nothing can be written to the data folder; the message is the phrase in English. */
export class FolderError extends Error {
  override readonly name = 'FolderError';
  readonly phrase: PlainPhrase;
  constructor(phrase: PlainPhrase) {
    super(describePhrase(phrase));
    this.phrase = phrase;
  }
}

const fileName = 'instance.json';

/** Slack between the system's clock and its uptime, in milliseconds. */
const bootSlack = 10_000;

/**
 * Takes the data folder for this process. The file is written whole under another name and then linked, which fails
 * when it exists: so it is never seen half written, and of two that start together one wins. It can be read by its
 * owner alone, since it holds the token. Throws `FolderError` where nothing can be written.
 */
export function claimInstance(dataFolder: string, version: string): Claim {
  try {
    return claim(dataFolder, version);
  } catch (fault) {
    if (unwritable.some((code) => isCode(fault, code)))
      throw new FolderError({ code: 'data-folder-read-only', folder: dataFolder });
    if (isCode(fault, 'ENOSPC')) throw new FolderError({ code: 'data-folder-full', folder: dataFolder });
    throw fault;
  }
}

/** What systems say of a disk that is mounted to be read alone, and of another user's folder. */
const unwritable = ['EROFS', 'EACCES', 'EPERM'];

function claim(dataFolder: string, version: string): Claim {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const path = join(dataFolder, fileName);
  const facts: InstanceFacts = { pid: process.pid, startedAt: Date.now(), version, url: null, token: null };
  for (;;) {
    if (linkNew(path, facts)) return { kind: 'claimed', hold: holdOf(path, facts) };
    const holder = readFacts(path);
    if (holder && isAlive(holder)) return { kind: 'taken', by: holder };
    removeStale(path, holder);
  }
}

/** Forgets a claim whose address nobody answers any more: its process is gone and its number was given to another. */
export function dismissInstance(dataFolder: string, facts: InstanceFacts): void {
  removeStale(join(dataFolder, fileName), facts);
}

function holdOf(path: string, facts: InstanceFacts): InstanceHold {
  let held = facts;
  return {
    publish: (url, token) => {
      held = { ...facts, url, token };
      const whole = writeAside(path, held);
      renameSync(whole, path);
    },
    release: () => {
      if (sameClaim(readFacts(path), held)) rmSync(path, { force: true });
    },
  };
}

/** Creates the file with its whole content, or says that there is one. */
function linkNew(path: string, facts: InstanceFacts): boolean {
  const whole = writeAside(path, facts);
  try {
    linkSync(whole, path);
    return true;
  } catch (fault) {
    if (isCode(fault, 'EEXIST')) return false;
    if (noLinks.some((code) => isCode(fault, code))) return createNew(path, facts);
    throw fault;
  } finally {
    rmSync(whole, { force: true });
  }
}

/** What systems say of a FAT or network drive, which has no hard links. */
const noLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR'];

/** Exclusive as well, but another process could see the file while it is still empty, and take it for a stale one. */
function createNew(path: string, facts: InstanceFacts): boolean {
  try {
    writeFileSync(path, textOf(facts), { mode: 0o600, flag: 'wx' });
    return true;
  } catch (fault) {
    if (isCode(fault, 'EEXIST')) return false;
    throw fault;
  }
}

/**
 * Moves the file aside before it is deleted, and looks at what was moved: another process may have replaced the stale
 * claim by its own in between, and gets it back.
 */
function removeStale(path: string, stale: InstanceFacts | null): void {
  const aside = asideName(path);
  try {
    renameSync(path, aside);
  } catch (fault) {
    if (isCode(fault, 'ENOENT')) return;
    throw fault;
  }
  const moved = readFacts(aside);
  try {
    if (moved && !sameClaim(moved, stale)) linkSync(aside, path);
  } finally {
    rmSync(aside, { force: true });
  }
}

function writeAside(path: string, facts: InstanceFacts): string {
  const aside = asideName(path);
  writeFileSync(aside, textOf(facts), { mode: 0o600, flag: 'wx' });
  return aside;
}

function textOf(facts: InstanceFacts): string {
  return `${JSON.stringify(facts)}\n`;
}

function asideName(path: string): string {
  return `${path}.${process.pid}-${randomBytes(6).toString('hex')}`;
}

function readFacts(path: string): InstanceFacts | null {
  try {
    const read = InstanceFacts.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return read.success ? read.data : null;
  } catch (fault) {
    if (fault instanceof SyntaxError || isCode(fault, 'ENOENT')) return null;
    throw fault;
  }
}

function sameClaim(one: InstanceFacts | null, other: InstanceFacts | null): boolean {
  return one?.pid === other?.pid && one?.startedAt === other?.startedAt;
}

/** A process number alone proves little: after a restart of the machine it may belong to anybody. */
function isAlive(facts: InstanceFacts): boolean {
  const systemStart = Date.now() - uptime() * 1_000;
  if (facts.startedAt < systemStart - bootSlack) return false;
  if (facts.pid === process.pid) return facts.startedAt >= Date.now() - process.uptime() * 1_000;
  try {
    process.kill(facts.pid, 0);
    return true;
  } catch (fault) {
    return isCode(fault, 'EPERM');
  }
}

function isCode(fault: unknown, code: string): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === code;
}
