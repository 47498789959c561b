import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyFact, continuesBoot, isRunningSign, newBoot, quietLimits } from '../../electron/boot/journal.ts';
import type { StoredBoot } from '../../electron/boot/stored-boot.ts';
import type { BootFact, Stage } from '../../electron/contract/model.ts';

const at = 1_000_000;
const fresh = newBoot({ id: 9, computerId: 5, token: 'k3J9', at, firmware: 'unknown', began: 'firmware' });
const after = (...facts: readonly BootFact[]): StoredBoot =>
  facts.reduce((boot, fact, index) => applyFact(boot, fact, at + index + 1), fresh);
const file = (
  kind: 'file-started' | 'file-sent' | 'file-failed',
  role: 'loader' | 'autoexec' | 'kernel' | 'initrd' | 'file',
): BootFact => {
  const transfer = { protocol: 'http', role, file: 'x' } as const;
  switch (kind) {
    case 'file-started':
      return { kind, ...transfer, bytes: 100 };
    case 'file-sent':
      return { kind, ...transfer, bytes: 100, milliseconds: 1, retransmitted: 0 };
    case 'file-failed':
      return { kind, ...transfer, sent: 1, bytes: 100, why: { code: 'http-closed-by-machine' } };
  }
};
const discover: BootFact = {
  kind: 'discover',
  asks: 'firmware',
  firmware: 'uefi-x64',
  architecture: 7,
  vendorClass: null,
  ipxeVersion: null,
};
const address: BootFact = { kind: 'address', address: '10.77.0.100', by: 'rollcall', hostName: null };
const served: BootFact = {
  kind: 'script-served',
  actionId: 7,
  actionName: 'Lab Linux',
  taskId: 3,
  reason: 'task',
  bytes: 900,
  again: false,
};
const started: BootFact = { kind: 'started', actionName: 'Lab Linux' };
const running: BootFact = { kind: 'running', sign: 'report', hostName: null, system: null };
const failed: BootFact = { kind: 'failed', why: '0x2d0c618e' };

describe('a boot after its facts', () => {
  it.each<[string, readonly BootFact[], Stage]>([
    ['is only seen after a DISCOVER', [discover], 'seen'],
    [
      'is only seen after an offer, which another server may win',
      [discover, { kind: 'offer', address: '10.77.0.100', bootFile: null }],
      'seen',
    ],
    ['has an address', [discover, address], 'address'],
    [
      'has its loader when that was sent whole',
      [address, file('file-started', 'loader'), file('file-sent', 'loader')],
      'loader',
    ],
    ['has no loader while that is on its way', [address, file('file-started', 'loader')], 'address'],
    ['stays when its loader is sent again', [served, file('file-sent', 'loader')], 'script'],
    ['has its script', [served], 'script'],
    ['loads when a kernel is asked for', [served, file('file-started', 'kernel')], 'loading'],
    ['loads after an initrd was sent', [served, file('file-sent', 'initrd')], 'loading'],
    [
      'has not failed when one transfer did, since the script tries again',
      [served, file('file-started', 'kernel'), file('file-failed', 'kernel')],
      'loading',
    ],
    ['has started', [served, started], 'started'],
    ['stays started while its system fetches files', [served, started, file('file-started', 'file')], 'started'],
    ['is running', [served, started, running], 'running'],
    ['stays running when a late beacon comes', [served, running, started], 'running'],
    ['has failed', [served, failed], 'failed'],
    ['does not come back from failed by a file', [served, failed, file('file-sent', 'kernel')], 'failed'],
    ['comes back from failed when its script is asked for again', [served, failed, served], 'script'],
    ['comes back from failed when it starts after all', [served, failed, started], 'started'],
    ['can fail while it is running', [served, running, failed], 'failed'],
  ])('%s', (_, facts, stage) => {
    expect(after(...facts).stage).toBe(stage);
  });

  it('keeps what the facts say', () => {
    expect(after(discover, address, served)).toMatchObject({
      firmware: 'uefi-x64',
      address: '10.77.0.100',
      actionId: 7,
      actionName: 'Lab Linux',
      taskId: 3,
      reason: 'task',
      startedAt: at,
      lastEventAt: at + 3,
    });
  });

  it('keeps what the machine told of its failure, and forgets it when it goes on', () => {
    expect(after(served, failed).failure).toBe('0x2d0c618e');
    expect(after(served, failed, started).failure).toBeNull();
  });

  it('keeps the firmware that it knows when a later question does not name one', () => {
    expect(after(discover, { ...discover, firmware: 'unknown' }).firmware).toBe('uefi-x64');
  });

  it('never goes back, whatever comes in whatever order', () => {
    const order: readonly Stage[] = ['seen', 'address', 'loader', 'script', 'loading', 'started', 'running'];
    const facts = [
      discover,
      address,
      file('file-sent', 'loader'),
      served,
      file('file-started', 'kernel'),
      started,
      running,
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...facts), { maxLength: 30 }), (sequence) => {
        let boot = fresh;
        for (const fact of sequence) {
          const next = applyFact(boot, fact, at);
          expect(order.indexOf(next.stage)).toBeGreaterThanOrEqual(order.indexOf(boot.stage));
          boot = next;
        }
      }),
    );
  });
});

describe('a sign of a machine', () => {
  const boot = (stage: Stage): StoredBoot => ({ ...fresh, stage });
  const dhcp = (asks: 'firmware' | 'http-firmware' | 'ipxe' | 'system') => ({ kind: 'dhcp', asks }) as const;
  const script = { kind: 'script' } as const;

  it.each([
    ['firmware that asks again goes on', 'seen', dhcp('firmware'), 60_000, true],
    ['firmware that asks again after an offer goes on', 'address', dhcp('firmware'), 89_999, true],
    ['firmware after 90 quiet seconds is a new start', 'address', dhcp('firmware'), quietLimits.firmware, false],
    ['firmware after a loader is a new start', 'loader', dhcp('firmware'), 1_000, false],
    ['firmware after a running system is a restart', 'running', dhcp('firmware'), 1_000, false],
    ['firmware after a failure is a new start', 'failed', dhcp('firmware'), 1_000, false],
    ['UEFI that turns from PXE to HTTP goes on', 'seen', dhcp('http-firmware'), 30_000, true],
    ['the loader that was given asks', 'loader', dhcp('ipxe'), 3_000, true],
    ['a loader that starts behind a slow switch goes on', 'loader', dhcp('ipxe'), 60_000, true],
    ['a loader after five quiet minutes is a new start', 'loader', dhcp('ipxe'), quietLimits.ipxe, false],
    ['an iPXE ROM after its script is a restart', 'script', dhcp('ipxe'), 1_000, false],
    ['a script that is asked for first goes on', 'loader', script, 1_000, true],
    ['a script that is asked for again goes on', 'script', script, 60_000, true],
    ['a script that is asked for again while files load goes on', 'loading', script, 60_000, true],
    ['a script that is asked for after a failure goes on', 'failed', script, 60_000, true],
    ['a script after ten quiet minutes is a new start', 'script', script, quietLimits.script, false],
    ['a script after the start is a new start', 'started', script, 1_000, false],
    ['a script of a running machine is a new start', 'running', script, 1_000, false],
    ['a system never begins a boot', 'running', dhcp('system'), 86_400_000, true],
  ] as const)('%s', (_, stage, sign, quiet, expected) => {
    expect(continuesBoot(boot(stage), sign, at + quiet)).toBe(expected);
  });

  it('goes on with nothing when there is no boot yet', () => {
    expect(continuesBoot(null, dhcp('firmware'), at)).toBe(false);
  });

  it.each<[Stage, boolean]>([
    ['seen', false],
    ['address', false],
    ['loader', false],
    ['script', true],
    ['loading', true],
    ['started', true],
    ['running', false],
    ['failed', false],
  ])('of a system after the stage %s is a sign of life: %s', (stage, expected) => {
    expect(isRunningSign(boot(stage), at + quietLimits.system)).toBe(expected);
    expect(isRunningSign(boot(stage), at + quietLimits.system + 1)).toBe(false);
  });

  it('of a system without a boot is none', () => {
    expect(isRunningSign(null, at)).toBe(false);
  });
});

describe('a clock that was set back', () => {
  it('does not keep an old boot open for as long', () => {
    const boot = after(discover, address);
    const yesterday = boot.lastEventAt - 86_400_000;
    expect(continuesBoot(boot, { kind: 'dhcp', asks: 'firmware' }, yesterday)).toBe(false);
    expect(continuesBoot(boot, { kind: 'script' }, yesterday)).toBe(false);
    expect(continuesBoot(boot, { kind: 'script' }, boot.lastEventAt - 1_000)).toBe(true);
  });
});
