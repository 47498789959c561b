import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ScriptAnswer } from './port.ts';

/**
 * Sends a boot script and says what became of it: served when its last byte was handed to the system, aborted when the
 * connection closed before that. HEAD gets the same headers and tells nobody. `failed` is called when telling the
 * outcome throws: the script itself is on its way then.
 */
export function sendScript(
  response: ServerResponse,
  socket: Socket,
  method: 'GET' | 'HEAD',
  answer: ScriptAnswer,
  failed: (error: unknown) => void,
): void {
  const bytes = Buffer.from(answer.text, 'utf8');
  if (method === 'GET') tellOutcome(response, socket, answer, failed);
  response.writeHead(200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': bytes.byteLength,
    'Cache-Control': 'no-store',
  });
  response.end(method === 'HEAD' ? undefined : bytes);
}

function tellOutcome(
  response: ServerResponse,
  socket: Socket,
  answer: ScriptAnswer,
  failed: (error: unknown) => void,
): void {
  let served = false;
  const tell = (outcome: () => void): void => {
    try {
      outcome();
    } catch (error) {
      failed(error);
    }
  };
  response.once('finish', () => {
    // Node also calls `finish` when the connection was cut with bytes still waiting.
    if (socket.destroyed) return;
    served = true;
    tell(() => answer.served());
  });
  response.once('close', () => {
    if (!served) tell(() => answer.aborted());
  });
}
