import { describe, expect, it } from 'vitest';
import { makeOption } from '../../electron/dhcp/options.ts';
import { AddressBook } from '../../electron/engine/address-book.ts';
import { dhcpService } from '../../electron/engine/dhcp-service.ts';
import { httpService } from '../../electron/engine/http-service.ts';
import { tftpService } from '../../electron/engine/tftp-service.ts';
import { requestWith } from '../support/dhcp.ts';
import { minute, type TestPlane, testPlane } from './plane.ts';

const mac = '52:54:00:00:00:02';
const other = '52:54:00:00:00:07';
const range = { first: '10.77.0.100', last: '10.77.0.199' };
const get = { client: '10.77.0.100', method: 'GET' as const, userAgent: 'iPXE/2.0.0' };
const head = { ...get, method: 'HEAD' as const };
const uefi = [makeOption('vendorClass', 'PXEClient:Arch:00007:UNDI:003000'), makeOption('clientArchitecture', [7])];

/** Gives the machine of `mac` the address .100, as its firmware asks for it. */
function lease(test: TestPlane) {
  const port = dhcpService(test.plane, range);
  port.answer(requestWith([makeOption('messageType', 'discover'), ...uefi]), 67);
  port.answer(
    requestWith([
      makeOption('messageType', 'request'),
      makeOption('serverIdentifier', '10.77.0.1'),
      makeOption('requestedAddress', '10.77.0.100'),
      ...uefi,
    ]),
    67,
  );
  return port;
}

function autoexecFor(test: TestPlane, client: string): string {
  const answer = tftpService(test.plane).open('autoexec.ipxe', client);
  if (!('kind' in answer)) throw new Error('it is answered at once');
  return answer.kind === 'file' && answer.content.kind === 'bytes'
    ? new TextDecoder().decode(answer.content.bytes)
    : '';
}

describe('a machine that asks for the script of another one', () => {
  it('gets neither the script nor the task, and leaves a line in its own journal', async () => {
    const test = testPlane();
    const asking = test.addComputer(mac, 'PC-02');
    const task = test.addTask(test.addComputer(other, 'PC-07'), test.addAction('Exam of maths'));
    lease(test);
    for (const request of [head, get]) {
      const answer = httpService(test.plane).script(other, request);
      await answer.served();
      expect(answer.text).toMatch(/^#!ipxe\n/);
      expect(answer.text).not.toContain('Exam of maths');
    }
    expect(test.store.tasks.byId(task.id)).not.toBeNull();
    expect(test.facts(asking).at(-1)).toMatchObject({
      kind: 'ignored',
      why: { code: 'script-of-other', wanted: 'PC-07' },
    });
  });

  it('may do so again from an address that was given back', () => {
    const test = testPlane();
    test.addComputer(mac, 'PC-02');
    test.addTask(test.addComputer(other, 'PC-07'), test.addAction('Exam of maths'));
    const port = lease(test);
    const release = requestWith([makeOption('messageType', 'release'), makeOption('serverIdentifier', '10.77.0.1')]);
    port.answer({ ...release, ciaddr: '10.77.0.100' }, 67);
    expect(httpService(test.plane).script(other, get).text).toContain('Exam of maths');
  });
});

describe('one address that asks for the scripts of many machines', () => {
  it('does not fill the list of computers with names that it made up', async () => {
    const test = testPlane();
    const invent = (n: number) =>
      `52:54:00:01:${(n >> 8).toString(16).padStart(2, '0')}:${(n & 255).toString(16).padStart(2, '0')}`;
    const http = httpService(test.plane);
    for (let n = 0; n < 1_000; n += 1) await http.script(invent(n), get).served();
    expect(test.store.computers.count()).toBeLessThan(100);
    expect(http.script(invent(1_001), get).text).toMatch(/^#!ipxe\n/);
    await http.script(invent(1_002), { ...get, client: '10.77.0.150' }).served();
    expect(test.store.computers.byMac(invent(1_002))).not.toBeNull();
    test.pass(10 * minute);
    const before = test.store.computers.count();
    await http.script(invent(1_003), get).served();
    expect(test.store.computers.count()).toBe(before + 1);
  });
});

describe('an address', () => {
  it('that we gave stays with its machine whatever another one asks a foreign server for', () => {
    const test = testPlane();
    test.addComputer(mac, 'PC-02');
    lease(test).overheard(other, '10.77.0.100');
    expect(test.plane.addresses.macOf('10.77.0.100')).toBe(mac);
  });

  it('that was only claimed in a request is another machine’s when that one has it later', async () => {
    const test = testPlane({ mode: 'off' });
    test.addComputer(mac, 'PC-02');
    await httpService(test.plane).script(mac, get).served();
    expect(autoexecFor(test, get.client)).toContain('52-54-00-00-00-02');
    test.pass(5 * minute);
    expect(autoexecFor(test, get.client)).not.toContain('52-54-00-00-00-02');
  });

  it('is looked up anew in the table of neighbours after a while', () => {
    let now = 0;
    let neighbour = mac;
    const book = new AddressBook(() => neighbour, { now: () => now });
    expect(book.macOf('10.77.0.100')).toBe(mac);
    neighbour = other;
    expect(book.macOf('10.77.0.100')).toBe(mac);
    now += 5 * minute;
    expect(book.macOf('10.77.0.100')).toBe(other);
  });
});

describe('a machine that asks without end', () => {
  it('does not fill the journal with its own reports', async () => {
    const test = testPlane();
    const computer = test.addComputer(mac, 'PC-02');
    const http = httpService(test.plane);
    await http.script(mac, get).served();
    for (let again = 0; again < 2_000; again += 1) http.beacon('token1', { kind: 'failed', why: 'x' }, get);
    expect(test.facts(computer).length).toBeLessThan(200);
  });

  it('does not begin boots without end', async () => {
    const test = testPlane();
    const computer = test.addComputer(mac, 'PC-02');
    const http = httpService(test.plane);
    for (let again = 0; again < 500; again += 1) {
      await http.script(mac, get).served();
      http.beacon(test.plane.recorder.newest(computer.id)?.token ?? '', { kind: 'started' }, get);
    }
    test.plane.recorder.flush();
    expect(test.store.boots.list(computer.id, { limit: 1_000 }).length).toBeLessThan(50);
  });

  it('boots again like any other after a while', async () => {
    const test = testPlane();
    const computer = test.addComputer(mac, 'PC-02');
    const http = httpService(test.plane);
    for (let again = 0; again < 500; again += 1) {
      await http.script(mac, get).served();
      http.beacon(test.plane.recorder.newest(computer.id)?.token ?? '', { kind: 'started' }, get);
    }
    const before = test.plane.recorder.newest(computer.id)?.id ?? 0;
    test.pass(5 * minute);
    await http.script(mac, get).served();
    expect(test.plane.recorder.newest(computer.id)?.id).toBe(before + 1);
  });
});
