import type { CommandResult } from '../../electron/contract/api.ts';
import { backupsPath } from '../../electron/contract/channels.ts';

/** A file on its way to the engine. */
export interface Bringing {
  /** Null: it was cancelled, or the connection was lost. */
  readonly done: Promise<CommandResult<'database.receive'> | null>;
  cancel(): void;
}

/** Sends a file to the server that the page came from; `onProgress` is told the part that is sent, from 0 to 1. */
export function bringBackup(file: Blob, onProgress: (part: number) => void): Bringing {
  const request = new XMLHttpRequest();
  const done = new Promise<CommandResult<'database.receive'> | null>((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(resultIn(request.responseText));
    request.onerror = () => resolve(null);
    request.onabort = () => resolve(null);
  });
  request.open('POST', backupsPath);
  request.setRequestHeader('Content-Type', 'application/vnd.sqlite3');
  request.send(file);
  return { done, cancel: () => request.abort() };
}

function resultIn(text: string): CommandResult<'database.receive'> | null {
  try {
    return JSON.parse(text) as CommandResult<'database.receive'>;
  } catch {
    return null;
  }
}
