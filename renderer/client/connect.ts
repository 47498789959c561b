import { socketPath } from '../../electron/contract/channels.ts';
import type { Client } from './client.ts';
import { ElectronClient } from './electron-client.ts';
import { WebSocketClient } from './websocket-client.ts';

/** In the app's own window there is the bridge; in a browser there is the server that the page came from. */
export function connect(page: Window): Client {
  if (page.rollcall) return new ElectronClient(page.rollcall);
  const url = new URL(socketPath, page.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return new WebSocketClient(url.href);
}
