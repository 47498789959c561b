import { describe, expect, it } from 'vitest';
import { TftpFiles } from '../../electron/tftp/files.ts';
import { limitsOf, negotiate } from '../../electron/tftp/options.ts';
import { decodeTftp, encodeTftp } from '../../electron/tftp/packet.ts';
import { type DataSocketEvents, type GrantedRead, TftpPlane } from '../../electron/tftp/plane.ts';
import type { TftpReport } from '../../electron/tftp/port.ts';
import { patterned } from '../support/tftp.ts';

const bytes = patterned(200_000);

/** A plane whose clock and sockets are in the hands of the test. */
function planeAt(limits = { mostTransfers: 4, mostPerClient: 2 }) {
  const reports: TftpReport[] = [];
  const opened: { events: DataSocketEvents; sent: string[]; closed: boolean }[] = [];
  const clock = { now: 0 };
  const plane = new TftpPlane({
    open: (_client, _port, _segment, events) => {
      const socket = { events, sent: [] as string[], closed: false };
      opened.push(socket);
      return {
        send: (sent, length, segment) => {
          for (let at = 0; at < length; at += segment) {
            const packet = decodeTftp(sent.subarray(at, Math.min(length, at + segment)));
            socket.sent.push(packet.kind === 'data' ? `data ${packet.block} ${packet.data.length}` : packet.kind);
          }
        },
        close: () => {
          socket.closed = true;
        },
      };
    },
    files: new TftpFiles(),
    now: () => clock.now,
    report: (report) => reports.push(report),
    ...limits,
  });
  return { plane, reports, opened, clock };
}

function granted(clientPort: number, client = '10.77.0.100', windowSize = 1): GrantedRead {
  const terms = { ...negotiate([], bytes.length, limitsOf(1_500)), windowSize };
  const request = `file of ${clientPort}`;
  return { client, clientPort, request, name: 'file', content: { kind: 'bytes', bytes }, size: bytes.length, terms };
}

const ack = (block: number) => encodeTftp({ kind: 'ack', block });

describe('TftpPlane', () => {
  it('lays a window of blocks out as one send', () => {
    const { plane, opened } = planeAt();
    plane.begin(granted(2_070, '10.77.0.100', 3));
    expect(opened[0]!.sent).toEqual(['data 1 512', 'data 2 512', 'data 3 512']);
  });

  it('tells the progress of a transfer at most four times a second', () => {
    const { plane, reports, opened, clock } = planeAt();
    plane.begin(granted(2_070));
    for (let block = 1; block <= 390; block += 1) {
      clock.now = block * 10;
      opened[0]!.events.datagram(ack(block));
    }
    const progress = reports.filter(({ kind }) => kind === 'progress').length;
    expect(progress).toBeGreaterThan(10);
    expect(progress).toBeLessThanOrEqual(3.9 * 4);
    opened[0]!.events.datagram(ack(391));
    expect(reports.at(-1)).toMatchObject({ kind: 'sent', transfer: { sent: 200_000, milliseconds: 3_900 } });
    expect(opened[0]!.closed).toBe(true);
  });

  it('says when it wants to be called, and sends again then', () => {
    const { plane, opened, clock } = planeAt();
    plane.begin(granted(2_070));
    clock.now = 1;
    opened[0]!.events.datagram(ack(1));
    clock.now += plane.clock();
    plane.clock();
    expect(opened[0]!.sent).toEqual(['data 1 512', 'data 2 512', 'data 2 512']);
  });

  it('holds the limits of one machine and of all, and tells a refusal once a second', () => {
    const { plane, reports, opened, clock } = planeAt();
    for (const port of [1, 2, 3, 4]) plane.begin(granted(port));
    expect(plane.transfers).toBe(2);
    for (const port of [1, 2, 3, 4]) plane.begin(granted(port, `10.77.0.10${port}`));
    expect(plane.transfers).toBe(4);
    expect(reports.filter(({ kind }) => kind === 'refused')).toMatchObject([{ why: { code: 'tftp-machine-busy' } }]);
    clock.now = 2_000;
    plane.begin(granted(9, '10.77.0.109'));
    expect(reports.at(-1)).toMatchObject({ kind: 'refused', why: { code: 'tftp-busy' } });
    opened[0]!.events.gone();
    plane.begin(granted(9, '10.77.0.109'));
    expect(plane.transfers).toBe(4);
  });

  it('forgets everything when it stops', () => {
    const { plane, opened, clock } = planeAt();
    plane.begin(granted(1));
    plane.begin(granted(2));
    plane.stop({ code: 'tftp-server-stops' });
    expect(plane.transfers).toBe(0);
    expect(opened.map(({ sent, closed }) => [sent.at(-1), closed])).toEqual([
      ['error', true],
      ['error', true],
    ]);
    clock.now = 1_000;
    expect(plane.clock()).toBe(Number.POSITIVE_INFINITY);
  });
});
