import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import type { EventBatch } from './contract/api.ts';
import { channels } from './contract/channels.ts';

/** The one bridge between the page and the engine: a call, what happened, and where a file lies that was dropped. */
const bridge = {
  call: (command: string, input: unknown): Promise<unknown> => ipcRenderer.invoke(channels.call, command, input),
  subscribe: (listener: (batch: EventBatch) => void): (() => void) => {
    const receive = (_event: IpcRendererEvent, batch: EventBatch) => listener(batch);
    ipcRenderer.on(channels.event, receive);
    return () => ipcRenderer.off(channels.event, receive);
  },
  pathOf: (file: File): string => webUtils.getPathForFile(file),
};

export type Bridge = typeof bridge;

contextBridge.exposeInMainWorld('rollcall', bridge);
