import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { EventBatch } from './contract/api.ts';
import { channels } from './contract/channels.ts';

/** The one bridge between the page and the engine: a call, and what happened. */
const bridge = {
  call: (command: string, input: unknown): Promise<unknown> => ipcRenderer.invoke(channels.call, command, input),
  subscribe: (listener: (batch: EventBatch) => void): (() => void) => {
    const receive = (_event: IpcRendererEvent, batch: EventBatch) => listener(batch);
    ipcRenderer.on(channels.event, receive);
    return () => ipcRenderer.off(channels.event, receive);
  },
};

export type Bridge = typeof bridge;

contextBridge.exposeInMainWorld('rollcall', bridge);
