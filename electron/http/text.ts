import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** A short answer in plain words; for HEAD its headers alone. */
export function sendText(
  response: ServerResponse,
  method: string,
  status: number,
  text: string,
  headers: OutgoingHttpHeaders = {},
): void {
  const body = `${text}\n`;
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    ...headers,
  });
  response.end(method === 'HEAD' ? undefined : body);
}
