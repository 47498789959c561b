import { describe, expect, it } from 'vitest';
import { makeOption, readOption } from '../../electron/dhcp/options.ts';
import type { DhcpPacket } from '../../electron/dhcp/packet.ts';
import { dhcpService } from '../../electron/engine/dhcp-service.ts';
import { httpService } from '../../electron/engine/http-service.ts';
import { requestWith } from '../support/dhcp.ts';
import { minute, testPlane } from './plane.ts';

const mac = '52:54:00:00:00:02';
const range = { first: '10.77.0.100', last: '10.77.0.101' };
const get = { client: '10.77.0.100', method: 'GET' as const, userAgent: 'iPXE/2.0.0' };

const pxe = [makeOption('vendorClass', 'PXEClient:Arch:00007:UNDI:003000'), makeOption('clientArchitecture', [7])];
const linux = [makeOption('vendorClass', 'dhcpcd-9.4.1'), makeOption('hostName', 'pc-02')];

const discover = (options = pxe) => requestWith([makeOption('messageType', 'discover'), ...options]);

const request = (address: string, options = pxe) =>
  requestWith([
    makeOption('messageType', 'request'),
    makeOption('serverIdentifier', '10.77.0.1'),
    makeOption('requestedAddress', address),
    ...options,
  ]);

/** One question from its arrival to its line in the journal. */
function ask(port: ReturnType<typeof dhcpService>, packet: DhcpPacket) {
  const decision = port.answer(packet, 67);
  port.commit();
  port.report(packet, decision, decision.kind === 'reply' ? { kind: 'sent' } : { kind: 'none' });
  return decision;
}

describe('a machine whose firmware asks', () => {
  it('appears by itself as discovered, and gets an address and the loader for its firmware', () => {
    const test = testPlane();
    const decision = ask(dhcpService(test.plane, range), discover());
    expect(decision).toMatchObject({
      kind: 'reply',
      message: 'offer',
      address: '10.77.0.100',
      bootFile: 'snponly.efi',
    });
    expect(test.store.computers.byMac(mac)).toMatchObject({ status: 'discovered', firmware: 'uefi-x64' });
  });

  it('leaves a timeline of what it asked and what it was given', () => {
    const test = testPlane();
    const computer = test.addComputer(mac, 'PC-02');
    const port = dhcpService(test.plane, range);
    ask(port, discover());
    ask(port, request('10.77.0.100'));
    expect(test.facts(computer)).toMatchObject([
      { kind: 'discover', asks: 'firmware', firmware: 'uefi-x64', architecture: 7 },
      { kind: 'offer', address: '10.77.0.100', bootFile: 'snponly.efi' },
      { kind: 'address', address: '10.77.0.100', by: 'rollcall' },
    ]);
  });

  it('has its lease on disk when the answer may leave', () => {
    const test = testPlane();
    const port = dhcpService(test.plane, range);
    port.answer(discover(), 67);
    port.answer(request('10.77.0.100'), 67);
    port.commit();
    expect(test.store.leases.all()).toMatchObject([{ address: '10.77.0.100', mac, state: 'bound' }]);
  });

  it('keeps its address when the service starts again', () => {
    const test = testPlane();
    ask(dhcpService(test.plane, range), discover());
    ask(dhcpService(test.plane, range), request('10.77.0.100'));
    expect(ask(dhcpService(test.plane, range), discover())).toMatchObject({ address: '10.77.0.100' });
  });

  it('gets the address that is reserved for it', () => {
    const test = testPlane();
    test.store.computers.set(test.addComputer(mac, 'PC-02').id, { reservedAddress: '10.77.0.50' });
    expect(ask(dhcpService(test.plane, range), discover())).toMatchObject({ address: '10.77.0.50' });
  });

  it('belongs to the same boot while it only repeats its question', () => {
    const test = testPlane();
    const computer = test.addComputer(mac, 'PC-02');
    const port = dhcpService(test.plane, range);
    ask(port, discover());
    test.pass(8_000);
    ask(port, discover());
    expect(test.plane.recorder.newest(computer.id)?.id).toBe(1);
  });

  it('begins a new boot after the one before was served', async () => {
    const test = testPlane();
    const computer = test.addComputer(mac, 'PC-02');
    const port = dhcpService(test.plane, range);
    ask(port, discover());
    await httpService(test.plane).script(mac, get).served();
    test.pass(minute);
    ask(port, discover());
    expect(test.plane.recorder.newest(computer.id)?.id).toBe(2);
  });

  it('reads in the journal that no address is left', () => {
    const test = testPlane();
    const computer = test.addComputer(mac, 'PC-02');
    const port = dhcpService(test.plane, { first: '10.77.0.100', last: '10.77.0.100' });
    const chaddr = new Uint8Array(16);
    chaddr.set([0x52, 0x54, 0, 0, 0, 9]);
    ask(port, { ...discover(), chaddr });
    ask(port, { ...request('10.77.0.100'), chaddr });
    expect(ask(port, discover())).toMatchObject({ kind: 'exhausted' });
    expect(test.facts(computer).at(-1)).toEqual({ kind: 'range-exhausted' });
  });

  it('gets no answer when unknown machines are to be left alone, and a line that says so', () => {
    const test = testPlane({ unknown: 'ignore' });
    expect(ask(dhcpService(test.plane, range), discover())).toMatchObject({ kind: 'ignore', noteworthy: true });
    const computer = test.store.computers.byMac(mac);
    expect(computer && test.facts(computer).at(-1)).toMatchObject({ kind: 'ignored', protocol: 'dhcp' });
  });
});

describe('a system that asks for an address', () => {
  it('gets one without becoming a computer', () => {
    const test = testPlane();
    expect(ask(dhcpService(test.plane, range), discover(linux))).toMatchObject({ kind: 'reply', message: 'offer' });
    expect(test.store.computers.count()).toBe(0);
  });

  it('is told nothing of booting', () => {
    const decision = ask(dhcpService(testPlane().plane, range), discover(linux));
    expect(decision.kind === 'reply' && readOption(decision.packet, 'bootFileName')).toBeNull();
  });

  it('is the sign of life of the boot that was served before', async () => {
    const test = testPlane();
    const computer = test.addComputer(mac, 'PC-02');
    test.addTask(computer, test.addAction('Lab Linux'));
    const port = dhcpService(test.plane, range);
    ask(port, discover());
    await httpService(test.plane).script(mac, get).served();
    test.pass(minute);
    ask(port, request('10.77.0.100', linux));
    expect(test.plane.recorder.newest(computer.id)?.stage).toBe('running');
    expect(test.facts(computer).at(-1)).toMatchObject({ kind: 'running', sign: 'dhcp', hostName: 'pc-02' });
    expect(test.store.history.list({ limit: 1 })).toMatchObject([{ outcome: 'running' }]);
  });

  it('never begins a boot', () => {
    const test = testPlane();
    const computer = test.addComputer(mac, 'PC-02');
    ask(dhcpService(test.plane, range), discover(linux));
    expect(test.plane.recorder.newest(computer.id)).toBeNull();
  });
});

describe('a machine beside another DHCP server', () => {
  it('is told its boot file alone', () => {
    const test = testPlane({ mode: 'proxy' });
    const decision = ask(dhcpService(test.plane, null), discover());
    expect(decision).toMatchObject({ message: 'offer', address: null, bootFile: 'snponly.efi' });
  });

  it('is known by the address that it asks the other server for', () => {
    const test = testPlane({ mode: 'proxy' });
    const computer = test.addComputer(mac, 'PC-02');
    const port = dhcpService(test.plane, null);
    ask(port, discover());
    port.overheard(mac, '10.77.0.180');
    expect(test.plane.addresses.macOf('10.77.0.180')).toBe(mac);
    expect(test.facts(computer).at(-1)).toMatchObject({ kind: 'address', by: 'other server', address: '10.77.0.180' });
  });
});

describe('a reservation that is made while the service runs', () => {
  it('is kept for its machine and given to no other', () => {
    const test = testPlane();
    const port = dhcpService(test.plane, range);
    const computer = test.addComputer('52:54:00:00:00:09', 'PC-09');
    test.plane.machines.changed(test.store.computers.set(computer.id, { reservedAddress: '10.77.0.100' }));
    expect(ask(port, discover())).toMatchObject({ address: '10.77.0.101' });
  });
});
