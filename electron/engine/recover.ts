import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupFile } from '../contract/console.ts';
import type { PlainPhrase } from '../contract/model.ts';
import { StoreError } from '../store/errors.ts';
import { prepareBackup } from '../store/restore.ts';
import { openStore } from '../store/store.ts';
import { backupFolder, dataFile, fileTime, listBackups, removeScratch } from './backups.ts';

/** The damaged file is kept as `kept`; `from` is the backup whose copy took its place, null for an empty data file. */
export interface Recovery {
  readonly kept: string;
  readonly from: BackupFile | null;
}

/** Why the data file of a folder cannot be used because it is damaged; null: it is whole, or not there yet. */
export function damageOf(dataFolder: string): PlainPhrase | null {
  const file = dataFile(dataFolder);
  if (!existsSync(file)) return null;
  try {
    openStore(file).close();
    return null;
  } catch (fault) {
    return damageIn(fault);
  }
}

/** The phrase of a fault that says that the data file is damaged, and null for any other fault. */
export function damageIn(fault: unknown): PlainPhrase | null {
  return fault instanceof StoreError && fault.phrase.code === 'data-file-broken' ? fault.phrase : null;
}

/**
 * Puts a checked copy of the newest whole backup in the place of the data file, or an empty one when there is none and
 * `orEmpty` says so; null when there is nothing to put there, and then nothing was changed. The damaged file stays in the
 * folder under another name. Nobody else may use the folder meanwhile. `now` is milliseconds since the epoch.
 */
export function recoverData(dataFolder: string, now: number, orEmpty: boolean): Recovery | null {
  const file = dataFile(dataFolder);
  const scratch = join(dataFolder, 'recover.tmp');
  try {
    const from = prepareNewest(backupFolder(dataFolder), scratch);
    if (!from && !orEmpty) return null;
    const kept = join(dataFolder, `damaged-${fileTime(now)}.db`);
    renameSync(file, kept);
    if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${kept}-wal`);
    rmSync(`${file}-shm`, { force: true });
    if (from) renameSync(scratch, file);
    return { kept, from };
  } finally {
    removeScratch(scratch);
  }
}

/** Leaves the checked copy at `scratch`. A backup that is damaged itself is passed over. */
function prepareNewest(folder: string, scratch: string): BackupFile | null {
  for (const backup of listBackups(folder)) {
    try {
      prepareBackup(backup.path, scratch);
      return backup;
    } catch (fault) {
      if (!(fault instanceof StoreError)) throw fault;
      removeScratch(scratch);
    }
  }
  return null;
}
