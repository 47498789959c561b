import { describe, expect, it } from 'vitest';
import type { BootFact } from '../../electron/contract/model.ts';
import { makeOption } from '../../electron/dhcp/options.ts';
import { dhcpService } from '../../electron/engine/dhcp-service.ts';
import { openStore } from '../../electron/store/store.ts';
import { newBoot, newEvent } from '../store/rows.ts';
import { requestWith } from '../support/dhcp.ts';
import { engineForEachTest } from './console-engine.ts';
import { minute, monday, testPlane } from './plane.ts';

const console = engineForEachTest();

const discover: BootFact = {
  kind: 'discover',
  asks: 'firmware',
  firmware: 'uefi-x64',
  architecture: 7,
  vendorClass: null,
  ipxeVersion: null,
};

/** One boot of the first computer with these facts, the first of them at ten o'clock. */
async function writeBoot(...facts: readonly BootFact[]): Promise<void> {
  const [computer] = await console.addComputers(1);
  const store = openStore(`${console.folder}/rollcall.db`);
  const computerId = computer?.id ?? 0;
  const row = { id: 1, computerId, startedAt: monday, lastEventAt: monday, stage: 'seen' as const };
  store.boots.save(newBoot({ ...row, firmware: 'uefi-x64' }));
  store.boots.appendEvents(
    facts.map((fact, index) => newEvent({ id: index + 1, bootId: 1, computerId, at: monday, fact })),
  );
  store.close();
}

describe('an explanation', () => {
  it('names the cause, the events that show it and the boot that it is of', async () => {
    await writeBoot(discover, { kind: 'range-exhausted' });
    expect(await console.call('boot.explain', { computer: 'PC-01' })).toMatchObject({
      computerName: 'PC-01',
      bootId: 1,
      standing: 'stopped',
      findings: [{ cause: { code: 'range-full' }, certainty: 'certain', evidence: [2] }],
      lookAgainAt: null,
    });
  });

  it('is asked again when silence says something, and says it then', async () => {
    await writeBoot(discover, { kind: 'offer', address: '10.77.0.100', bootFile: 'snponly.efi' });
    const early = await console.call('boot.explain', { computer: 'PC-01' });
    expect(early).toMatchObject({ standing: 'under way', findings: [], lookAgainAt: monday + minute });
    console.now = early.lookAgainAt ?? 0;
    const late = await console.call('boot.explain', { computer: 'PC-01' });
    expect(late).toMatchObject({ standing: 'stopped', findings: [{ cause: { code: 'offer-not-taken' } }] });
  });

  it('of a machine that never asked says so, and that nothing is served', async () => {
    await console.addComputers(1);
    const { bootId, findings } = await console.call('boot.explain', { computer: 'PC-01' });
    expect(bootId).toBeNull();
    expect(findings.map(({ cause }) => cause.code)).toEqual(['not-serving', 'never-heard']);
  });

  it('names the task that nobody took', async () => {
    await console.addComputers(1);
    await console.call('task.add', {
      computers: ['PC-01'],
      action: 'Local disk',
      notBefore: monday,
      notAfter: monday + 60 * minute,
    });
    console.now = monday + 6 * minute;
    const { findings } = await console.call('boot.explain', { computer: 'PC-01' });
    expect(findings.map(({ cause }) => cause)).toContainEqual({
      code: 'did-not-start',
      action: 'Local disk',
      since: monday,
    });
  });

  it('is refused for a computer that is none', async () => {
    await expect(console.call('boot.explain', { computer: 'PC-99' })).rejects.toThrow('PC-99');
  });
});

describe('what the journal keeps for an explanation', () => {
  const range = { first: '10.77.0.100', last: '10.77.0.101' };
  const mac = '52:54:00:00:00:02';
  const pxe = [makeOption('vendorClass', 'PXEClient:Arch:00007:UNDI:003000'), makeOption('clientArchitecture', [7])];
  const uuid = (fill: number) => makeOption('clientMachineIdentifier', new Uint8Array(17).fill(fill, 1));
  const asked = (fill: number) => {
    const test = testPlane();
    const computer = test.addComputer(mac, 'PC-02');
    const port = dhcpService(test.plane, range);
    const packet = requestWith([makeOption('messageType', 'discover'), ...pxe, uuid(fill)]);
    port.report(packet, port.answer(packet, 67), { kind: 'sent' });
    return test.facts(computer)[0];
  };

  it('is what a firmware calls its machine', () => {
    expect(asked(0xab)).toMatchObject({ kind: 'discover', uuid: 'ab'.repeat(16) });
  });

  it('is nothing where the firmware fills that with zeros', () => {
    expect(asked(0)).not.toHaveProperty('uuid');
  });

  it('is that an installed system asked for an address, as long as no boot led to it', () => {
    const test = testPlane();
    const computer = test.addComputer(mac, 'PC-02');
    const port = dhcpService(test.plane, range);
    const packet = requestWith([makeOption('messageType', 'discover'), makeOption('vendorClass', 'MSFT 5.0')]);
    port.report(packet, port.answer(packet, 67), { kind: 'sent' });
    expect(test.plane.machines.systemOf(computer.id)).toEqual({ at: monday, system: 'MSFT 5.0' });
  });
});
