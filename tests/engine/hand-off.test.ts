import { expect, it } from 'vitest';
import { makeOption, readOption } from '../../electron/dhcp/options.ts';
import { dhcpService } from '../../electron/engine/dhcp-service.ts';
import { taskView } from '../../electron/engine/task-view.ts';
import { requestWith } from '../support/dhcp.ts';
import { type TestPlane, testPlane } from './plane.ts';

const mac = '52:54:00:00:00:02';
const range = { first: '10.77.0.100', last: '10.77.0.101' };
const firmware = [makeOption('vendorClass', 'PXEClient:Arch:00007:UNDI:003000'), makeOption('clientArchitecture', [7])];
const system = [makeOption('vendorClass', 'MSFT 5.0')];

/** What a machine that is left to another boot server is answered. */
function asked(test: TestPlane, address: boolean, options = firmware, via: 67 | 4011 = 67) {
  const { id } = test.store.actions.add({ name: 'SCCM', kind: 'hand-off', parameters: { address } });
  test.addTask(test.addComputer(mac, 'PC-02'), id);
  const packet = requestWith([makeOption('messageType', via === 67 ? 'discover' : 'request'), ...options]);
  return dhcpService(test.plane, range).answer(packet, via);
}

it('the firmware of a machine that is left to another boot server gets an address and nothing of PXE', () => {
  const decision = asked(testPlane(), true);
  expect(decision).toMatchObject({ kind: 'reply', message: 'offer', address: '10.77.0.100', bootFile: null });
  if (decision.kind !== 'reply') throw new Error('no reply');
  expect(readOption(decision.packet, 'vendorClass')).toBeNull();
  expect(decision.packet.siaddr).toBe('0.0.0.0');
});

it.each([
  ['its firmware, when it is to be left alone', 'full', false, firmware, 67],
  ['its system, when it is to be left alone', 'full', false, system, 67],
  ['its firmware, beside another DHCP server', 'proxy', true, firmware, 67],
  ['its question to port 4011', 'full', true, firmware, 4011],
] as const)('no answer goes to %s', (_, mode, address, options, via) => {
  expect(asked(testPlane({ mode }), address, [...options], via)).toMatchObject({
    kind: 'ignore',
    why: { code: 'handed-off' },
  });
});

it('the system that the other server booted gets its address', () => {
  expect(asked(testPlane(), true, system)).toMatchObject({ kind: 'reply', address: '10.77.0.100' });
});

/** A machine that is left to another server asks with these packets; its boot's journal, and what its tile is told. */
function journal(address: boolean, packets: readonly ReturnType<typeof requestWith>[]) {
  const test = testPlane();
  const { id } = test.store.actions.add({ name: 'SCCM', kind: 'hand-off', parameters: { address } });
  const computer = test.addComputer(mac, 'PC-02');
  test.addTask(computer, id);
  const service = dhcpService(test.plane, range);
  for (const packet of packets) service.report(packet, service.answer(packet, 67), { kind: 'sent' });
  const left = test.facts(computer).filter(({ kind }) => kind === 'ignored');
  return { left, boot: test.plane.recorder.newest(computer.id), test, id };
}

const discover = (options = firmware) => requestWith([makeOption('messageType', 'discover'), ...options]);

it.each([
  ['left without any answer', false, 'handed-off'],
  ['given its address alone', true, 'handed-off-boot'],
])(
  'the journal says once that a machine is %s, however often it asks, and its boot is that action',
  (_, address, code) => {
    const { left, boot, id } = journal(address, [discover(), discover(), discover()]);
    expect(left).toEqual([{ kind: 'ignored', protocol: 'dhcp', why: { code } }]);
    expect(boot).toMatchObject({ actionId: id, actionName: 'SCCM', reason: 'task', script: null });
  },
);

it('a system that is left alone adds no line to those of its firmware', () => {
  expect(journal(false, [discover(), discover(system)]).left).toHaveLength(1);
});

it('a hand-off whose window is over was done, and nobody has missed it', () => {
  const { test } = journal(false, [discover()]);
  const [task] = test.store.tasks.list();
  if (!task) throw new Error('the task is gone');
  expect(taskView(test.store, task, test.now()).state).toBe('due');
  expect(taskView(test.store, task, task.notAfter).state).toBe('done');
});
