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
  if (method === 'GET') tellOutcome(response, socket, answer, failed);
  if (answer.ready === undefined) writeScript(response, method, answer.text);
  else answer.ready.then(() => writeScript(response, method, answer.text), refuse);

  function refuse(error: unknown): void {
    socket.destroy();
    failed(error);
  }
}

function writeScript(response: ServerResponse, method: 'GET' | 'HEAD', text: string): void {
  const bytes = Buffer.from(text, 'utf8');
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
  const tell = async (outcome: () => void | Promise<void>): Promise<void> => {
    try {
      await outcome();
    } catch (error) {
      failed(error);
    }
  };
  response.once('finish', () => {
    // Node also calls `finish` when the connection was cut with bytes still waiting.
    if (socket.destroyed) return;
    served = true;
    void tell(() => answer.served());
  });
  response.once('close', () => {
    if (!served) void tell(() => answer.aborted());
  });
}
