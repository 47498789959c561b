import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { CommandResult, EventBatch } from '../contract/api.ts';
import { channels } from '../contract/channels.ts';
import { describePhrase } from '../contract/describe.ts';
import { call } from '../transport/dispatcher.ts';
import type { EnginePort, FaultLog } from '../transport/engine-port.ts';
import { isTrusted } from './sender.ts';

const phrase = { code: 'page-forbidden' } as const;
const notAllowed: CommandResult = { ok: false, code: 'forbidden', message: describePhrase(phrase), phrase };

/** Joins the engine to the windows. Returns the function that takes a new window in. */
export function connectWindows(engine: EnginePort, log: FaultLog): (window: BrowserWindow) => void {
  const windows = new Map<number, BrowserWindow>();
  ipcMain.handle(channels.call, (event, command: unknown, input: unknown): CommandResult | Promise<CommandResult> => {
    if (!isTrusted(senderOf(event), new Set(windows.keys()))) return notAllowed;
    return call(engine, String(command), input, log);
  });
  engine.subscribe((batch: EventBatch) => {
    for (const window of windows.values()) window.webContents.send(channels.event, batch);
  });
  return (window) => {
    const { id } = window.webContents;
    windows.set(id, window);
    window.once('closed', () => windows.delete(id));
  };
}

function senderOf({ sender, senderFrame }: IpcMainInvokeEvent) {
  return {
    url: senderFrame?.url ?? null,
    mainFrame: senderFrame !== null && senderFrame === sender.mainFrame,
    contentsId: sender.id,
  };
}
