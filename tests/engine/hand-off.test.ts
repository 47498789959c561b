import { expect, it } from 'vitest';
import { makeOption, readOption } from '../../electron/dhcp/options.ts';
import { dhcpService } from '../../electron/engine/dhcp-service.ts';
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
