import { createSocket } from 'node:dgram';
import { EventEmitter, once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { LineRate } from '../../electron/syslog/rate.ts';
import { startSyslog } from '../../electron/syslog/server.ts';

async function listen() {
  const heard = new EventEmitter();
  const lines: string[] = [];
  const server = await startSyslog({
    card: 'lo',
    address: '127.0.0.1',
    cardAddress: '127.0.0.1',
    port: 0,
    report: (client, text) => {
      lines.push(`${client} ${text}`);
      heard.emit('line', text);
    },
  });
  const machine = createSocket('udp4');
  onTestFinished(async () => {
    machine.close();
    await server.close();
  });
  return { heard, lines, say: (text: string) => machine.send(text, server.port, '127.0.0.1') };
}

it('hears a console line of a machine, and passes over what says nothing', async () => {
  const { heard, lines, say } = await listen();
  const line = once(heard, 'line');
  say('<6>ipxe: ');
  say('<6>ipxe: iPXE initialising devices...ok');
  await line;
  expect(lines).toEqual(['127.0.0.1 iPXE initialising devices...ok']);
});

it('hears no more than 200 lines of one machine in a second', () => {
  const rate = new LineRate();
  const heard = Array.from({ length: 1_000 }, (_, at) => rate.allows('10.77.0.5', at / 2)).filter(Boolean);
  expect(heard).toHaveLength(200);
  expect(rate.allows('10.77.0.6', 999)).toBe(true);
  expect(rate.allows('10.77.0.5', 1_000)).toBe(true);
});

it('hears a busy machine again at once when the clock was set back', () => {
  const rate = new LineRate();
  const heard = Array.from({ length: 1_000 }, () => rate.allows('10.77.0.5', 3_600_000)).filter(Boolean);
  expect(heard).toHaveLength(200);
  expect(rate.allows('10.77.0.5', 0)).toBe(true);
  expect(Array.from({ length: 1_000 }, () => rate.allows('10.77.0.5', 999)).filter(Boolean)).toHaveLength(199);
});

it('keeps count of no more senders than a large room has', () => {
  const rate = new LineRate();
  const heard = Array.from({ length: 10_000 }, (_, at) => rate.allows(`sender ${at}`, 5)).filter(Boolean);
  expect(heard).toHaveLength(4_096);
});
