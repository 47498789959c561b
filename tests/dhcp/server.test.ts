import dgram from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { type DhcpDecision, decideDhcp } from '../../electron/dhcp/decide.ts';
import { messageType, readOption } from '../../electron/dhcp/options.ts';
import type { DhcpPacket } from '../../electron/dhcp/packet.ts';
import type { DhcpPort, SendOutcome } from '../../electron/dhcp/port.ts';
import { type DhcpServer, startDhcpServer } from '../../electron/dhcp/server.ts';
import { decoded, encoded, requestWith } from '../support/dhcp.ts';
import { options, Situation } from './situation.ts';

interface Reported {
  readonly packet: DhcpPacket;
  readonly decision: DhcpDecision;
  readonly outcome: SendOutcome;
}

/** A real server on the loopback, whose boot server port can be asked without a privilege, and a machine. */
class Bench {
  readonly situation = new Situation({ mode: 'proxy', address: '127.0.0.1' });
  readonly calls: string[] = [];
  readonly reports: Reported[] = [];
  readonly noise: string[] = [];
  readonly machine = dgram.createSocket('udp4');
  readonly received: DhcpPacket[] = [];
  readonly events = new EventTarget();
  server: DhcpServer | null = null;

  async open(changes: Partial<DhcpPort> = {}): Promise<void> {
    const told = () => this.events.dispatchEvent(new Event('told'));
    this.machine.on('message', (bytes) => {
      this.received.push(decoded(bytes));
      told();
    });
    this.server = await startDhcpServer({
      card: process.platform === 'linux' ? 'lo' : '',
      cardAddress: '127.0.0.1',
      mode: 'proxy',
      listen: { dhcp: 0, bootServer: 0 },
      port: {
        now: () => 0,
        isKnown: () => false,
        answer: (packet, via) => {
          this.calls.push('answer');
          return decide(this.situation, packet, via);
        },
        commit: () => this.calls.push('commit'),
        report: (packet, decision, outcome) => {
          this.calls.push('report');
          this.reports.push({ packet, decision, outcome });
          told();
        },
        reportNoise: (why) => {
          this.noise.push(why);
          told();
        },
        overheard: (mac, address) => this.calls.push(`overheard ${mac} ${address}`),
        ...changes,
      },
    });
    this.machine.bind(0, '127.0.0.1');
    await once(this.machine, 'listening');
  }

  ask(bytes: Uint8Array, to: 'dhcp' | 'bootServer' = 'bootServer'): void {
    this.machine.send(bytes, this.server?.ports[to] ?? 0, '127.0.0.1');
  }

  /** The next reply that was not asked for yet. */
  async reply(): Promise<DhcpPacket> {
    for (;;) {
      const packet = this.received.shift();
      if (packet) return packet;
      await once(this.events, 'told');
    }
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await once(this.events, 'told');
  }
}

function decide(situation: Situation, packet: DhcpPacket, via: 67 | 4011): DhcpDecision {
  const client = { kind: 'firmware', transport: 'pxe', firmware: 'bios', architecture: 0 } as const;
  const step = { kind: 'loader', file: 'undionly.kpxe', url: null } as const;
  const machine = { client, serve: true, reservedAddress: null, step } as const;
  return decideDhcp(packet, via, situation.server, machine, situation.leases, situation.now);
}

const bootServerRequest = (xid: number, changes: Partial<DhcpPacket> = {}) =>
  encoded(
    requestWith(options({ messageType: 'request', vendorClass: 'PXEClient' }), {
      xid,
      ciaddr: '127.0.0.9',
      ...changes,
    }),
  );

let bench = new Bench();
afterEach(async () => {
  await bench.server?.close();
  bench.machine.close();
  bench = new Bench();
});

describe('the DHCP server', () => {
  it('answers a boot server request to where it came from', async () => {
    await bench.open();
    bench.ask(bootServerRequest(7));
    const packet = await bench.reply();
    expect([packet.xid, messageType(packet), packet.file]).toEqual([7, 'ack', 'undionly.kpxe']);
    expect(readOption(packet, 'serverIdentifier')).toBe('127.0.0.1');
  });

  it('stores before it answers and reports after it answered', async () => {
    await bench.open();
    bench.ask(bootServerRequest(7));
    await bench.reply();
    await bench.until(() => bench.reports.length === 1);
    expect(bench.calls.slice(0, 3)).toEqual(['answer', 'commit', 'report']);
    expect(bench.reports[0]?.outcome).toEqual({ kind: 'sent' });
  });

  it('tells which address the machine has from the other server', async () => {
    await bench.open();
    bench.ask(bootServerRequest(7));
    await bench.until(() => bench.reports.length === 1);
    await bench.server?.close();
    expect(bench.calls).toContain('overheard 52:54:00:00:00:02 127.0.0.9');
  });

  it('sends nothing when the leases could not be stored, and says why', async () => {
    const full = () => {
      throw new Error('the disk is full');
    };
    await bench.open({ commit: full });
    bench.ask(bootServerRequest(7));
    await bench.until(() => bench.reports.length === 1);
    expect(bench.reports[0]?.outcome).toEqual({
      kind: 'failed',
      why: 'the lease could not be stored: the disk is full',
    });
  });

  it('reports what it leaves unanswered', async () => {
    await bench.open();
    bench.ask(encoded(requestWith(options({ messageType: 'request', requestedAddress: '127.0.0.9' }))), 'dhcp');
    await bench.until(() => bench.reports.length === 1);
    expect(bench.reports[0]).toMatchObject({ decision: { kind: 'ignore' }, outcome: { kind: 'none' } });
  });

  it('goes on after a packet whose answer is a fault', async () => {
    await bench.open({
      answer: (packet, via) => {
        if (packet.xid === 1) throw new Error('a bug');
        return decide(bench.situation, packet, via);
      },
    });
    bench.ask(bootServerRequest(1));
    bench.ask(bootServerRequest(2));
    expect((await bench.reply()).xid).toBe(2);
    expect(bench.noise).toEqual(['a question could not be answered: a bug']);
  });

  it('goes on after a report that is a fault', async () => {
    await bench.open({
      report: () => {
        throw new Error('a bug');
      },
    });
    bench.ask(bootServerRequest(1));
    await bench.until(() => bench.noise.length === 1);
    bench.ask(bootServerRequest(2));
    expect((await bench.reply()).xid).toBe(1);
    expect((await bench.reply()).xid).toBe(2);
  });

  it('tells noise once and goes on', async () => {
    await bench.open();
    for (let number = 0; number < 5; number += 1) bench.ask(Uint8Array.of(1, 2, 3));
    bench.ask(bootServerRequest(7));
    await bench.reply();
    expect(bench.noise).toEqual(['3 bytes are too few for a BOOTP header']);
  });

  it.each([
    ['a reply of a server', { op: 2 as const }],
    ['its own reply that a relay sends back', { giaddr: '127.0.0.1' }],
  ])('does not answer %s', async (_, changes) => {
    await bench.open();
    bench.ask(bootServerRequest(1, changes));
    bench.ask(bootServerRequest(2));
    expect((await bench.reply()).xid).toBe(2);
    expect(bench.calls.filter((call) => call === 'answer')).toHaveLength(1);
  });

  it('bounds what one machine may ask, and still hears another', async () => {
    await bench.open();
    for (let xid = 0; xid < 64; xid += 1) bench.ask(bootServerRequest(xid));
    const other = new Uint8Array(16);
    other.set([0x52, 0x54, 0, 0, 0, 3]);
    bench.ask(bootServerRequest(1_000, { chaddr: other }));
    let last = await bench.reply();
    while (last.xid !== 1_000) last = await bench.reply();
    expect(bench.calls.filter((call) => call === 'answer')).toHaveLength(33);
  });

  it('serves a machine that has its offer before one that begins', async () => {
    const order: number[] = [];
    await bench.open({
      answer: (packet, via) => {
        order.push(packet.xid);
        return decide(bench.situation, packet, via);
      },
    });
    const discover = requestWith(options({ messageType: 'discover', vendorClass: 'PXEClient' }), { xid: 1 });
    const request = requestWith(options({ messageType: 'request', requestedAddress: '127.0.0.9' }), { xid: 2 });
    bench.ask(encoded(discover), 'dhcp');
    bench.ask(encoded(request), 'dhcp');
    await bench.until(() => bench.reports.length === 2);
    expect(order).toEqual([2, 1]);
  });

  it('gives both ports back when it is closed', async () => {
    await bench.open();
    const ports = bench.server?.ports;
    await bench.server?.close();
    const again = await startDhcpServer({
      card: process.platform === 'linux' ? 'lo' : '',
      cardAddress: '127.0.0.1',
      mode: 'proxy',
      listen: { dhcp: ports?.dhcp ?? 0, bootServer: ports?.bootServer ?? 0 },
      port: {
        now: () => 0,
        isKnown: () => false,
        answer: () => {
          throw new Error('unasked');
        },
        commit: () => {},
        report: () => {},
        reportNoise: () => {},
        overheard: () => {},
      },
    });
    expect(again.ports).toEqual(ports);
    await again.close();
  });
});
