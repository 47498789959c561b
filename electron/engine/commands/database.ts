import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { type CommandHandlers, Refusal } from '../../contract/api.ts';
import type { BackupFile } from '../../contract/console.ts';
import type { PlainPhrase } from '../../contract/model.ts';
import { StoreError } from '../../store/errors.ts';
import { guardData } from '../exams.ts';
import type { CommandContext } from './context.ts';

type DatabaseCommands = Pick<
  CommandHandlers,
  'database.backup' | 'database.list' | 'database.restore' | 'database.receive'
>;

const keptPrefix = 'before-restore-';

export function databaseCommands(context: CommandContext): DatabaseCommands {
  const folder = join(context.dataFolder, 'backups');
  return {
    'database.backup': ({ path }) =>
      backUp(context, path === undefined ? nextFile(context, 'rollcall-') : placeFor(context, path)),
    'database.list': () => listBackups(folder),
    'database.restore': ({ file }) => restore(context, isAbsolute(file) ? file : join(folder, nameOnly(file))),
    'database.receive': ({ path }) => receive(context, path),
  };
}

/** A file in the folder of backups that is not there yet: `rollcall-2026-11-23-201502.db`. */
function nextFile({ dataFolder, clock }: CommandContext, prefix: string): string {
  const folder = join(dataFolder, 'backups');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const at = new Date(clock.now());
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const stem = `${prefix}${day}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
  for (let number = 1; ; number += 1) {
    const file = join(folder, `${stem}${number === 1 ? '' : `-${number}`}.db`);
    if (!existsSync(file)) return file;
  }
}

/** Where somebody wants it: a new file, or a folder, which gets one of the usual name. */
function placeFor(context: CommandContext, path: string): string {
  if (!isAbsolute(path)) throw new Refusal('usage', { code: 'backup-path', path });
  const there = statSync(path, { throwIfNoEntry: false });
  if (there?.isDirectory()) return join(path, basename(nextFile(context, 'rollcall-')));
  if (there) throw new Refusal('conflict', { code: 'backup-path-taken', path });
  return path;
}

/** Under another name until it is whole, so that nobody takes half a copy for a backup. */
async function backUp({ store, recorder }: CommandContext, file: string): Promise<BackupFile> {
  recorder.flush();
  const growing = `${file}.part`;
  try {
    await store.backup(growing);
    renameSync(growing, file);
  } catch (fault) {
    rmSync(growing, { force: true });
    throw new Refusal('failed', { code: 'backup-not-written', file, detail: wordsOf(fault) });
  }
  return backupFile(file);
}

function wordsOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}

function backupFile(path: string): BackupFile {
  const { size, mtimeMs } = statSync(path);
  const file = basename(path);
  return { file, path, bytes: size, at: Math.round(mtimeMs), beforeRestore: file.startsWith(keptPrefix) };
}

function listBackups(folder: string): BackupFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.db'))
    .map((name) => backupFile(join(folder, name)))
    .sort((one, other) => other.at - one.at || other.file.localeCompare(one.file));
}

function nameOnly(file: string): string {
  if (basename(file) !== file || file.startsWith('.')) throw new Refusal('usage', { code: 'backup-name', file });
  return file;
}

/** Checks the file, keeps what is there, and only then replaces it; a check that fails has changed nothing. */
async function restore(context: CommandContext, file: string): Promise<BackupFile> {
  refuseWhileServing(context);
  guardData(context);
  const scratch = join(context.dataFolder, 'restore.tmp');
  try {
    context.store.prepareBackup(file, scratch);
    const kept = await backUp(context, nextFile(context, keptPrefix));
    refuseWhileServing(context);
    context.store.replaceWith(scratch);
    startAgain(context);
    return kept;
  } catch (fault) {
    if (fault instanceof StoreError) throw new Refusal('refused', { code: 'nothing-changed', cause: fault.phrase });
    throw fault;
  } finally {
    removeScratch(scratch);
  }
}

/** Keeps the checked copy and not what was given, so that what is in the folder is what was looked at. */
function receive(context: CommandContext, path: string): BackupFile {
  refuseWhileServing(context);
  if (!isAbsolute(path)) throw new Refusal('usage', { code: 'backup-path', path });
  const file = nextFile(context, 'received-');
  const scratch = `${file}.part`;
  try {
    context.store.prepareBackup(path, scratch);
    renameSync(scratch, file);
  } catch (fault) {
    if (fault instanceof StoreError) throw new Refusal('refused', withoutPath(fault.phrase));
    throw fault;
  } finally {
    removeScratch(scratch);
  }
  return backupFile(file);
}

/** Who sent a file to us does not know under which name it arrived. */
function withoutPath(phrase: PlainPhrase): PlainPhrase {
  return 'file' in phrase ? { ...phrase, file: '' } : phrase;
}

function removeScratch(scratch: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${scratch}${suffix}`, { force: true });
}

function refuseWhileServing({ service }: CommandContext): void {
  if (service.serving()) throw new Refusal('refused', { code: 'stop-serving-first' });
}

/** What is held in memory is of the old rows; every window reads the new picture. */
function startAgain({ recorder, machines, rollCall, taskTimer, bus, service }: CommandContext): void {
  recorder.startAgain();
  machines.startAgain();
  rollCall.finish();
  taskTimer.arm();
  bus.skip();
  bus.publish({ kind: 'service', service: service.state });
}
