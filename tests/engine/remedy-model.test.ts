import { describe, expect, it } from 'vitest';
import { usual } from '../../electron/boot/remedy.ts';
import { computerCommands } from '../../electron/engine/commands/computers.ts';
import type { CommandContext } from '../../electron/engine/commands/context.ts';
import { testPlane } from './plane.ts';

const hardware = { manufacturer: 'LENOVO', product: '20N2', serial: null };

function school() {
  const test = testPlane();
  const add = (mac: string, name: string, told: typeof hardware | null) =>
    test.plane.machines.told(test.addComputer(mac, name), told ?? { manufacturer: null, product: null, serial: null });
  const first = add('52:54:00:00:00:01', 'PC-01', hardware);
  const second = add('52:54:00:00:00:02', 'PC-02', hardware);
  const other = add('52:54:00:00:00:03', 'PC-03', { ...hardware, product: '20N3' });
  const { machines } = test.plane;
  machines.setRemedy(first.id, { ...usual, loader: 'native', loaderBy: 'learnt', tried: ['ipxe'] });
  return { test, machines, first, second, other };
}

describe('what helped one machine', () => {
  it('helps the others of its model from its first start on, and no other model', () => {
    const { machines, first, second, other } = school();
    expect(machines.remedyOf(second)).toEqual(usual);
    machines.hasStarted(first);
    expect(machines.remedyOf(second)).toMatchObject({ loader: 'native', loaderBy: 'model' });
    expect(machines.remedyOf(other)).toEqual(usual);
  });

  it('is remembered by the data file', () => {
    const { test, machines, first } = school();
    machines.hasStarted(first);
    expect(test.store.remedies.models()).toEqual([['lenovo 20n2', { loader: 'native', style: null, pace: null }]]);
  });

  it('is forgotten for all of them when somebody leaves one of them to itself again', () => {
    const { test, machines, first, second } = school();
    machines.hasStarted(first);
    const commands = computerCommands(test.plane as unknown as CommandContext);
    expect(commands['computer.remedy']({ computer: second.id, loader: null })).toEqual(usual);
    expect(test.store.remedies.models()).toEqual([]);
  });

  it('cannot be a loader that is not there, when somebody decides it', () => {
    const { test, second } = school();
    test.store.computers.seen(second.id, test.now(), 'uefi-x64');
    const commands = computerCommands(test.plane as unknown as CommandContext);
    expect(() => commands['computer.remedy']({ computer: second.id, loader: 'legacy' })).toThrow(
      /snponly-legacy\.efi is not there/,
    );
  });
});
