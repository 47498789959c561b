import { renameSync, statSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { type CommandHandlers, Refusal } from '../../contract/api.ts';
import type { BackupFile } from '../../contract/console.ts';
import type { PlainPhrase } from '../../contract/model.ts';
import { StoreError } from '../../store/errors.ts';
import {
  backupFile,
  backupFolder,
  backupPrefix,
  listBackups,
  nextBackup,
  removeScratch,
  writeBackup,
} from '../backups.ts';
import { guardData } from '../exams.ts';
import type { CommandContext } from './context.ts';

type DatabaseCommands = Pick<
  CommandHandlers,
  'database.backup' | 'database.list' | 'database.restore' | 'database.receive'
>;

export function databaseCommands(context: CommandContext): DatabaseCommands {
  const folder = backupFolder(context.dataFolder);
  return {
    'database.backup': ({ path }) =>
      backUp(context, path === undefined ? nextFile(context, backupPrefix.person) : placeFor(context, path)),
    'database.list': () => listBackups(folder),
    'database.restore': ({ file }) => restore(context, isAbsolute(file) ? file : join(folder, nameOnly(file))),
    'database.receive': ({ path }) => receive(context, path),
  };
}

const nextFile = ({ dataFolder, clock }: CommandContext, prefix: string): string =>
  nextBackup(dataFolder, clock.now(), prefix);

function backUp({ store, recorder }: CommandContext, file: string): Promise<BackupFile> {
  recorder.flush();
  return writeBackup(store, file);
}

/** Where somebody wants it: a new file, or a folder, which gets one of the usual name. */
function placeFor(context: CommandContext, path: string): string {
  if (!isAbsolute(path)) throw new Refusal('usage', { code: 'backup-path', path });
  const there = statSync(path, { throwIfNoEntry: false });
  if (there?.isDirectory()) return join(path, basename(nextFile(context, backupPrefix.person)));
  if (there) throw new Refusal('conflict', { code: 'backup-path-taken', path });
  return path;
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
    const kept = await backUp(context, nextFile(context, backupPrefix.beforeRestore));
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
  const file = nextFile(context, backupPrefix.received);
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
