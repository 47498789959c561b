import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Refusal } from '../contract/api.ts';
import type { BackupFile } from '../contract/console.ts';
import type { Store } from '../store/port.ts';

/** What a file of the folder of backups begins with: who made it. */
export const backupPrefix = {
  person: 'rollcall-',
  daily: 'daily-',
  beforeRestore: 'before-restore-',
  received: 'received-',
} as const;

export const dataFile = (dataFolder: string): string => join(dataFolder, 'rollcall.db');

export const backupFolder = (dataFolder: string): string => join(dataFolder, 'backups');

/** A file in the folder of backups that is not there yet: `rollcall-2026-11-23-201502.db`. */
export function nextBackup(dataFolder: string, now: number, prefix: string): string {
  const folder = backupFolder(dataFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stem = `${prefix}${fileTime(now)}`;
  for (let number = 1; ; number += 1) {
    const file = join(folder, `${stem}${number === 1 ? '' : `-${number}`}.db`);
    if (!existsSync(file)) return file;
  }
}

/** Local time as it stands in names of files: `2026-11-23-201502`. `now` is milliseconds since the epoch. */
export function fileTime(now: number): string {
  const at = new Date(now);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
}

/** Under another name until it is whole, so that nobody takes half a copy for a backup. Throws `Refusal`. */
export async function writeBackup(store: Pick<Store, 'backup'>, file: string): Promise<BackupFile> {
  const growing = `${file}.part`;
  try {
    await store.backup(growing);
    renameSync(growing, file);
  } catch (fault) {
    rmSync(growing, { force: true });
    const detail = fault instanceof Error ? fault.message : String(fault);
    throw new Refusal('failed', { code: 'backup-not-written', file, detail });
  }
  return backupFile(file);
}

export function backupFile(path: string): BackupFile {
  const { size, mtimeMs } = statSync(path);
  const file = basename(path);
  const beforeRestore = file.startsWith(backupPrefix.beforeRestore);
  return { file, path, bytes: size, at: Math.round(mtimeMs), beforeRestore };
}

/** The backups of a folder, the newest first. */
export function listBackups(folder: string): BackupFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.db'))
    .map((name) => backupFile(join(folder, name)))
    .sort((one, other) => other.at - one.at || other.file.localeCompare(one.file));
}

/** Deletes what a check of a backup left at `scratch`. */
export function removeScratch(scratch: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${scratch}${suffix}`, { force: true });
}
