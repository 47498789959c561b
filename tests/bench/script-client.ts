import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { argv, stdout } from 'node:process';

/**
 * Machines that ask for their boot scripts on kept connections, as fast as answers come:
 *
 *     node script-client.ts HOST PORT PATH CONNECTIONS REQUESTS   → {seconds, requests, p50, p99, worst}
 *
 * Latencies are milliseconds. `{machine}` in the path becomes another machine in every request: `00-00-01` is the first.
 */
const [host = '', port = '', path = '', connections = '1', requests = '1'] = argv.slice(2);

let machines = 0;

function nextPath(): string {
  machines += 1;
  const hex = machines.toString(16).padStart(6, '0');
  return path.replace('{machine}', `${hex.slice(0, 2)}-${hex.slice(2, 4)}-${hex.slice(4)}`);
}

/** Asks `count` times on one kept connection; resolves with the milliseconds of each answer. */
function askOnOne(count: number): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const times: number[] = [];
    let asked = 0;
    let answer = Buffer.alloc(0);
    let size = 0;
    const socket = connect({ host, port: Number(port), noDelay: true });
    const ask = (): void => {
      asked = performance.now();
      socket.write(`GET ${nextPath()} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    };
    socket.once('connect', ask);
    socket.once('error', reject);
    socket.on('data', (chunk) => {
      answer = answer.length === 0 ? chunk : Buffer.concat([answer, chunk]);
      if (size === 0) size = answerSize(answer);
      if (size === 0 || answer.length < size) return;
      times.push(performance.now() - asked);
      answer = Buffer.alloc(0);
      size = 0;
      if (times.length < count) return ask();
      socket.end();
      resolve(times);
    });
  });
}

/** Bytes of a whole answer, 0 while its headers are not complete. */
function answerSize(answer: Buffer): number {
  const end = answer.indexOf('\r\n\r\n');
  if (end < 0) return 0;
  const length = /\r\nContent-Length: (\d+)/i.exec(answer.toString('latin1', 0, end))?.[1];
  return end + 4 + Number(length ?? 0);
}

const each = Array.from({ length: Number(connections) });
const began = performance.now();
const times = (await Promise.all(each.map(() => askOnOne(Math.ceil(Number(requests) / each.length))))).flat();
const seconds = (performance.now() - began) / 1_000;
times.sort((a, b) => a - b);
const at = (share: number): number => times[Math.floor(share * (times.length - 1))] ?? 0;
stdout.write(`${JSON.stringify({ seconds, requests: times.length, p50: at(0.5), p99: at(0.99), worst: at(1) })}\n`);
