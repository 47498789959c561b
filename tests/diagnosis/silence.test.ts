import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CauseCode } from '../../electron/contract/diagnosis.ts';
import type { BootFact } from '../../electron/contract/model.ts';
import { patience } from '../../electron/diagnosis/patience.ts';
import {
  address,
  begins,
  broken,
  diagnosed,
  discover,
  failed,
  ignored,
  offer,
  running,
  script,
  sent,
  started,
  type Told,
  tell,
  ten,
  toAddress,
  toKernel,
  toLoader,
  toScript,
  toStart,
} from './boots.ts';

/** How long silence after these facts means nothing, and what it means then. */
interface Silence {
  readonly facts: readonly Told[];
  readonly wait: number;
  readonly code: CauseCode;
  readonly kind?: string;
}

const silences: readonly (readonly [where: string, Silence])[] = [
  ['after its offer', { facts: [discover(), offer()], wait: patience.offer, code: 'offer-not-taken' }],
  ['after its address', { facts: toAddress, wait: patience.loader, code: 'loader-not-asked' }],
  ['after its loader', { facts: toLoader, wait: patience.firstSign, code: 'secure-boot' }],
  [
    'after its loader ran',
    { facts: [...toLoader, ...sent('autoexec', 'autoexec.ipxe')], wait: patience.script, code: 'script-not-asked' },
  ],
  [
    'in a download',
    { facts: [...toScript, begins('kernel', 'vmlinuz')], wait: patience.transfer, code: 'download-stalled' },
  ],
  ['after a kernel was started', { facts: toStart, wait: patience.kernel, code: 'kernel-silent' }],
  [
    'after Windows PE was started',
    { facts: toStart, wait: patience.windows, code: 'windows-without-network', kind: 'winpe' },
  ],
  ['after a kiosk was started', { facts: toStart, wait: patience.kiosk, code: 'kiosk-without-pxe', kind: 'kiosk' }],
];

describe('silence', () => {
  it.each(silences)(
    '%s says nothing before its time, and when that will be',
    (_, { facts, wait, code, kind = 'linux' }) => {
      const told = tell(facts);
      const last = told.events.at(-1)?.at ?? 0;
      const before = diagnosed(told, wait / 1_000 - 1, { actionKind: kind });
      expect(before).toEqual({ standing: 'under way', findings: [], lookAgainAt: last + wait });
      const after = diagnosed(told, wait / 1_000, { actionKind: kind });
      expect(after.findings[0]?.cause.code).toBe(code);
      expect(after).toMatchObject({ standing: 'stopped', lookAgainAt: null });
    },
  );

  it('of a machine that was to start is counted from when its task was due', () => {
    const expected = { action: 'Lab Linux', since: ten };
    expect(diagnosed(null, 299, { expected }).findings.map(({ cause }) => cause.code)).toEqual(['never-heard']);
    expect(diagnosed(null, 300, { expected }).findings[0]?.cause.code).toBe('did-not-start');
  });

  it('of a machine that started from its disk is told by what its system asked', () => {
    const view = { expected: { action: 'Lab Linux', since: ten }, systemAsked: { at: ten + 60_000, system: null } };
    expect(diagnosed(null, 400, view).findings[0]?.cause.code).toBe('system-asks');
  });
});

describe('what the machine got over', () => {
  it.each<[string, readonly Told[]]>([
    ['a refused address', [discover(), { kind: 'nak', why: { code: 'dhcp-no-address' } }, offer(), address()]],
    ['a full range', [discover(), { kind: 'range-exhausted' }, 4, discover(), offer(), address()]],
    [
      'a loader that came at the second try',
      [
        ...toAddress,
        ...broken('loader', 'snponly.efi', { why: { code: 'tftp-never-answered' } }),
        ...sent('loader', 'snponly.efi'),
      ],
    ],
    [
      'a name that its loader only tried',
      [
        ...toLoader,
        ignored('tftp', { code: 'tftp-not-there', name: 'x.cfg' }),
        ...sent('autoexec', 'autoexec.ipxe'),
        script,
      ],
    ],
    [
      'a download that was cut and then had',
      [
        ...toScript,
        ...broken('kernel', 'vmlinuz', { sent: 100, why: { code: 'http-closed-by-machine' } }),
        ...sent('kernel', 'vmlinuz'),
      ],
    ],
    ['a failure after which its script was asked for again', [...toScript, failed('0x4c106092'), script]],
  ])('is no cause any more: %s', (_, facts) => {
    expect(diagnosed(tell(facts), 1)).toMatchObject({ standing: 'under way', findings: [] });
  });
});

describe('how a machine stands', () => {
  it('is well when it runs', () => {
    expect(diagnosed(tell([...toStart, running]), 3_600)).toEqual({
      standing: 'well',
      findings: [],
      lookAgainAt: null,
    });
  });

  it('is well when it went on to its own disk', () => {
    const told = tell([...toScript, started]);
    expect(diagnosed(told, 3_600, { actionKind: 'local-disk' })).toMatchObject({ standing: 'well', findings: [] });
  });

  it('is well when its firmware tried another entry on the way to its own disk', () => {
    const told = tell([...toScript, started, 20, discover('uefi-x64', 'http-firmware'), offer()]);
    expect(told.boot.stage).toBe('seen');
    expect(diagnosed(told, 3_600, { actionKind: 'local-disk' })).toMatchObject({ standing: 'well', findings: [] });
  });

  it('is well in a menu, however long nobody chooses', () => {
    const told = tell([...toScript, started]);
    expect(diagnosed(told, 3_600, { actionKind: 'client-menu' })).toMatchObject({ standing: 'well', findings: [] });
  });

  it('is not said to have stopped by an own script that may start what reports nothing', () => {
    const { standing, findings } = diagnosed(tell(toStart), 3_600, { actionKind: 'script' });
    expect(standing).toBe('well');
    expect(findings).toMatchObject([{ cause: { code: 'kernel-silent' }, certainty: 'possible' }]);
  });

  it('tells of the start before when its firmware has gone on to the next entry', () => {
    const before = tell(toLoader);
    const next = tell([discover('uefi-x64', 'http-firmware')], {}, (before.events.at(-1)?.at ?? 0) + 20_000, 50);
    const { findings } = diagnosed(next, 1, { before });
    expect(findings[0]).toEqual({
      cause: { code: 'secure-boot', file: 'snponly.efi' },
      certainty: 'likely',
      evidence: [5, 6, 50],
    });
  });

  it('tells of the start before as well when that entry has fetched the loader again', () => {
    const before = tell(toLoader);
    const again = [discover('uefi-x64', 'http-firmware'), offer(), address(), ...sent('loader', 'snponly.efi')];
    const next = tell(again, {}, (before.events.at(-1)?.at ?? 0) + 100, 50);
    expect(diagnosed(next, 1, { before }).findings[0]?.cause.code).toBe('secure-boot');
    const runs = tell([...again, ...sent('autoexec', 'autoexec.ipxe')], {}, next.events[0]?.at ?? 0, 50);
    expect(diagnosed(runs, 1, { before }).findings).toEqual([]);
  });

  it('leaves it open whether somebody restarted the machine when its firmware asks the same again', () => {
    const before = tell(toLoader);
    const next = tell([discover()], {}, (before.events.at(-1)?.at ?? 0) + 20_000, 50);
    const { standing, findings } = diagnosed(next, 1, { before });
    expect(standing).toBe('under way');
    expect(findings[0]).toMatchObject({ cause: { code: 'secure-boot' }, certainty: 'possible' });
  });

  it('does not take a start of the day before for the same one', () => {
    const before = tell(toLoader);
    const next = tell([discover()], {}, ten + 86_400_000, 50);
    expect(diagnosed(next, 1, { before }).findings).toEqual([]);
  });
});

describe('any boot', () => {
  const facts: readonly BootFact[] = [
    ...[discover(), discover('bios', 'ipxe'), offer(), offer('snponly.efi', null), address(), address('other server')],
    ...[{ kind: 'range-exhausted' } as const, { kind: 'declined', address: '10.77.0.100' } as const],
    ...sent('loader', 'snponly.efi'),
    ...broken('loader', 'snponly.efi', { why: { code: 'tftp-fell-silent' } }),
    ...broken('kernel', 'vmlinuz', { sent: 7, why: { code: 'http-machine-slow' } }),
    ...[script, started, running, failed('0x2d0c618e'), failed('')],
    { kind: 'script-aborted', actionName: 'x' },
    ignored('http', { code: 'http-refused', path: '/x', cause: { code: 'http-no-such-file' } }),
  ];

  it('is explained by its own events alone, each cause once, and never by a time that has passed', () => {
    const told = fc.array(fc.oneof(fc.constantFrom(...facts), fc.integer({ min: 1, max: 90 })), { maxLength: 24 });
    fc.assert(
      fc.property(told, fc.integer({ min: 0, max: 900 }), (list, later) => {
        const boot = tell(list);
        const ids = new Set(boot.events.map(({ id }) => id));
        const now = (boot.events.at(-1)?.at ?? ten) + later * 1_000;
        const { findings, lookAgainAt } = diagnosed(boot, later);
        expect(findings.flatMap(({ evidence }) => evidence).filter((id) => !ids.has(id))).toEqual([]);
        const causes = findings.map(({ cause }) => JSON.stringify(cause));
        expect(new Set(causes).size).toBe(causes.length);
        if (lookAgainAt !== null) expect(lookAgainAt).toBeGreaterThan(now);
      }),
      { numRuns: 2_000 },
    );
  });

  it('has an explanation when it stopped', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...facts), { minLength: 1, maxLength: 12 }), (list) => {
        const { standing, findings } = diagnosed(tell(list), 3_600);
        if (standing === 'stopped') expect(findings.length).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is explained soon, however much it chatters', () => {
    const lines = Array.from(
      { length: 2_000 },
      (_, index): BootFact => ({ kind: 'loader-line', text: `line ${index}` }),
    );
    const { findings } = diagnosed(tell([...toKernel, ...lines, failed('0x2e008081')]), 1);
    expect(findings[0]?.cause.code).toBe('wrong-format');
  });
});
