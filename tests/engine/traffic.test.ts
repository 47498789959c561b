import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Traffic } from '../../electron/contract/console.ts';
import { TrafficMeter } from '../../electron/engine/traffic.ts';
import { type TransferSign, Transfers } from '../../electron/engine/transfers.ts';
import { engineForEachTest } from './console-engine.ts';
import { type TestPlane, testPlane } from './plane.ts';

let plane: TestPlane;
let meter: TrafficMeter;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  plane = testPlane();
  const { store, bus, clock } = plane.plane;
  const range = { first: '10.77.0.100', last: '10.77.0.200' };
  meter = new TrafficMeter({ store, bus, clock, range: () => range });
});

afterEach(() => {
  vi.useRealTimers();
});

/** A second goes by on the wall and for the timers. */
function second(): void {
  plane.pass(1_000);
  vi.advanceTimersByTime(1_000);
}

const told = (): Traffic[] => plane.events().flatMap((event) => (event.kind === 'traffic' ? [event.traffic] : []));

describe('traffic', () => {
  it('is told once a second while it flows, and once more when it has ended', () => {
    meter.add(3, 5_000_000);
    meter.add(3, 1_000_000);
    meter.add(4, 2_000_000);
    second();
    expect(told().at(-1)).toMatchObject({
      bytesPerSecond: 8_000_000,
      computers: [
        { computerId: 3, bytesPerSecond: 6_000_000 },
        { computerId: 4, bytesPerSecond: 2_000_000 },
      ],
    });
    second();
    expect(told().at(-1)).toMatchObject({ bytesPerSecond: 0, computers: [] });
    const count = told().length;
    second();
    second();
    expect(told()).toHaveLength(count);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('counts what goes to nobody that is known in the sum alone', () => {
    meter.add(null, 400);
    second();
    expect(told().at(-1)).toMatchObject({ bytesPerSecond: 400, computers: [] });
  });

  it('tells of leases that change while nothing flows', () => {
    const lease = { address: '10.77.0.100', mac: '00:1b:21:00:00:01', state: 'bound' as const, hostName: null };
    plane.store.leases.save([
      { ...lease, expiresAt: plane.now() + 60_000 },
      { ...lease, address: '10.77.0.101', expiresAt: plane.now() - 1 },
      { ...lease, address: '10.77.0.102', state: 'offered', expiresAt: plane.now() + 60_000 },
    ]);
    meter.changed();
    second();
    expect(told().at(-1)).toMatchObject({ leasesInUse: 1, leasesTotal: 101 });
  });
});

describe('a transfer', () => {
  const sign = (kind: TransferSign['kind'], sent: number, client = '10.77.0.50'): TransferSign => ({
    kind,
    id: 1,
    client,
    token: null,
    file: { protocol: 'http', role: 'initrd', file: 'boot.wim' },
    sent,
    bytes: 1_000,
    milliseconds: 1,
    retransmitted: 0,
    why: null,
  });

  it('counts each byte once, to the computer that gets it', () => {
    const computer = plane.addComputer('00:1b:21:00:00:01', 'PC-01');
    plane.plane.recorder.begin(computer, 'uefi-x64', 'firmware');
    plane.plane.addresses.learn('10.77.0.50', computer.mac, 'granted');
    const transfers = new Transfers({ ...plane.plane, traffic: meter });
    for (const each of [sign('started', 0), sign('progress', 300), sign('progress', 700), sign('sent', 1_000)]) {
      transfers.take(each);
    }
    second();
    expect(told().at(-1)).toMatchObject({
      bytesPerSecond: 1_000,
      computers: [{ computerId: computer.id, bytesPerSecond: 1_000 }],
    });
  });

  it('that broke off counts what went out', () => {
    const transfers = new Transfers({ ...plane.plane, traffic: meter });
    transfers.take(sign('started', 0, '10.77.0.99'));
    transfers.take(sign('failed', 250, '10.77.0.99'));
    second();
    expect(told().at(-1)).toMatchObject({ bytesPerSecond: 250, computers: [] });
  });
});

describe('by command, traffic', () => {
  const console = engineForEachTest();

  it('is in the picture that a new window gets', async () => {
    const { traffic } = await console.call('snapshot', {});
    expect(traffic).toEqual({ bytesPerSecond: 0, computers: [], leasesInUse: 0, leasesTotal: null });
  });
});
