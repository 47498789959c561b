import { loginPath, socketPath } from '../../electron/contract/channels.ts';
import type { Client } from './client.ts';
import { ElectronClient } from './electron-client.ts';
import { reachOf } from './reach.ts';
import { WebSocketClient } from './websocket-client.ts';

/** In the app's own window there is the bridge; in a browser there is the server that the page came from. */
export function connect(page: Window): Client {
  if (page.rollcall) return new ElectronClient(page.rollcall);
  const url = new URL(socketPath, page.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  if (reachOf(page) !== 'network') return new WebSocketClient(url.href);
  const leave = () => page.location.replace(`${loginPath}?out`);
  return new WebSocketClient(url.href, {
    loggedOut: leave,
    notLetIn: () => void isLoggedOut().then((out) => out && leave()),
  });
}

/** The server that asks for the password sends the page of somebody without a login there. */
async function isLoggedOut(): Promise<boolean> {
  const answer = await fetch('/', { method: 'HEAD', redirect: 'manual' }).catch(() => null);
  return answer?.type === 'opaqueredirect';
}
