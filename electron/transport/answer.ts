import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Caller } from './admission.ts';
import { type AnswerCode, answerWords } from './answer-words.ts';
import type { PageFile } from './page-files.ts';

/** Answers that the console gives alike on the computer itself and to the network. */

export function sendFile(request: IncomingMessage, response: ServerResponse, file: PageFile): void {
  response.setHeader('ETag', file.etag);
  response.setHeader('Cache-Control', 'no-cache');
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(200, { 'Content-Type': file.type, 'Content-Length': file.bytes.byteLength });
  response.end(file.bytes);
}

export function setSafeHeaders(response: ServerResponse, policy: string): void {
  response.setHeader('Content-Security-Policy', policy);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Frame-Options', 'DENY');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
}

export function say(response: ServerResponse, status: number, text: string): void {
  const bytes = Buffer.from(`${text}\n`);
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': bytes.byteLength,
    'Cache-Control': 'no-store',
  });
  response.end(bytes);
}

/** The same in the language that the browser asks for. */
export function refuse(request: IncomingMessage, response: ServerResponse, status: number, code: AnswerCode): void {
  response.setHeader('Vary', 'Accept-Language');
  say(response, status, answerWords(code, request.headers['accept-language']));
}

/** Ends an upgrade request that is not taken. */
export function refuseUpgrade(socket: Duplex, status: number): void {
  socket.on('error', () => {});
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

export function callerOf(request: IncomingMessage): Caller {
  const { host, origin, authorization, cookie } = request.headers;
  return { host, origin, authorization, cookie };
}
