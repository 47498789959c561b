import { afterEach, describe, expect, it } from 'vitest';
import { type BoundUdp, openUdp } from '../../electron/network/bind-device.ts';
import { batchSize, type DatagramBatch, datagramBatch } from '../../electron/network/datagram-batch.ts';

const open: BoundUdp[] = [];
afterEach(() => {
  for (const { socket } of open.splice(0)) socket.close();
});

async function bound(): Promise<{ batch: DatagramBatch; port: number }> {
  const udp = await openUdp({ card: 'lo', address: '127.0.0.1', cardAddress: '127.0.0.1', port: 0 });
  open.push(udp);
  const batch = datagramBatch(udp.descriptor);
  if (!batch) throw new Error('no batches here');
  return { batch, port: udp.socket.address().port };
}

/** What waits at a socket, as hex, from whom; read in the same turn, before Node reads it. */
function waiting(batch: DatagramBatch): { hex: string; from: string }[] {
  const found: { hex: string; from: string }[] = [];
  batch.receive((bytes, address, port) =>
    found.push({ hex: Buffer.from(bytes).toString('hex'), from: `${address}:${port}` }),
  );
  return found;
}

const to = (port: number, ...bytes: number[]) => ({ bytes: Uint8Array.from(bytes), address: '127.0.0.1', port });

describe.runIf(process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch))(
  'many datagrams at once',
  () => {
    it('arrive whole, in order, with their sender', async () => {
      const [one, other] = [await bound(), await bound()];
      expect(one.batch.send([to(other.port, 1), to(other.port, 2, 3), to(other.port)])).toBe(3);
      const from = `127.0.0.1:${one.port}`;
      expect(waiting(other.batch)).toEqual([
        { hex: '01', from },
        { hex: '0203', from },
        { hex: '', from },
      ]);
    });

    it('can be received again and again: a long one after a short one is whole', async () => {
      const [one, other] = [await bound(), await bound()];
      const long = Array.from({ length: 1_472 }, (_, at) => at & 255);
      for (const bytes of [[1], long, [2]]) {
        one.batch.send([to(other.port, ...bytes)]);
        expect(waiting(other.batch).map(({ hex }) => hex)).toEqual([Buffer.from(bytes).toString('hex')]);
      }
    });

    it('are as many as a batch holds', async () => {
      const [one, other] = [await bound(), await bound()];
      const many = Array.from({ length: batchSize + 10 }, (_, at) => to(other.port, at & 255));
      expect(one.batch.send(many)).toBe(batchSize);
      expect(waiting(other.batch)).toHaveLength(batchSize);
    });

    it('stop at the one that does not fit, which is left to the caller', async () => {
      const [one, other] = [await bound(), await bound()];
      const long = { ...to(other.port), bytes: new Uint8Array(2_000) };
      expect(one.batch.send([to(other.port, 1), long, to(other.port, 2)])).toBe(1);
      expect(one.batch.send([long])).toBe(0);
    });

    it('are none when nothing waits or is sent', async () => {
      const { batch } = await bound();
      expect([waiting(batch), batch.send([])]).toEqual([[], 0]);
    });
  },
);

it('are not to be had without a descriptor', () => {
  expect(datagramBatch(null)).toBeNull();
});
