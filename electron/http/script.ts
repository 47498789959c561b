import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ScriptAnswer } from './port.ts';

/**
 * Sends a boot script and says what became of it: served when its last byte was handed to the system, aborted when the
 * connection closed before that. HEAD gets the same headers and tells nobody.
 */
export function sendScript(
  response: ServerResponse,
  socket: Socket,
  method: 'GET' | 'HEAD',
  answer: ScriptAnswer,
): void {
  const bytes = Buffer.from(answer.text, 'utf8');
  if (method === 'GET') tellOutcome(response, socket, answer);
  response.writeHead(200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': bytes.byteLength,
    'Cache-Control': 'no-store',
  });
  response.end(method === 'HEAD' ? undefined : bytes);
}

function tellOutcome(response: ServerResponse, socket: Socket, answer: ScriptAnswer): void {
  let served = false;
  response.once('finish', () => {
    // Node also calls `finish` when the connection was cut with bytes still waiting.
    if (socket.destroyed) return;
    served = true;
    answer.served();
  });
  response.once('close', () => {
    if (!served) answer.aborted();
  });
}
