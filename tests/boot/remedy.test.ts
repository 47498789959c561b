import { describe, expect, it } from 'vitest';
import { bootStep } from '../../electron/boot/decide.ts';
import {
  byHand,
  lessonOf,
  loaderOf,
  modelOf,
  nextRemedy,
  ofModel,
  type RemedyView,
  stallOf,
  usual,
} from '../../electron/boot/remedy.ts';
import type { BootFact, LoaderFamily, Remedy } from '../../electron/contract/model.ts';

const silent = { stage: 'loader', script: null, firmware: 'uefi-x64' } as const;
const view: RemedyView = {
  now: usual,
  before: silent,
  mode: 'full',
  ranBefore: false,
  firmware: 'uefi-x64',
  secureBoot: 'debian',
  canLend: false,
  stalls: false,
  has: (file) => !file.includes('-sb/') && !file.includes('legacy'),
};

/** The loaders that a machine gets on which each goes silent, one boot after the other. */
function ladder(given: Partial<RemedyView>): string[] {
  const seen: string[] = [];
  let now: Remedy = given.now ?? usual;
  for (let boot = 0; boot < 6; boot += 1) {
    const next = nextRemedy({ ...view, ...given, now });
    if (!next) break;
    now = next;
    seen.push(`${now.loader} ${now.loaderBy}`);
  }
  return seen;
}

const bios = { firmware: 'bios', before: { ...silent, firmware: 'bios' } } as const;

describe('a machine on which loaders go silent', () => {
  it.each<readonly [string, Partial<RemedyView>, string[]]>([
    [
      'gets signed ones first for a Linux, then iPXE with drivers, then the usual one for good',
      {},
      ['debian learnt', 'native learnt', 'ipxe given up'],
    ],
    [
      'gets iPXE with drivers first for what signed ones cannot start',
      { secureBoot: 'ipxe' },
      ['native learnt', 'ipxe given up'],
    ],
    ['with a BIOS gets iPXE with drivers', bios, ['native learnt', 'ipxe given up']],
    [
      'gets none that is not there',
      { has: (file) => view.has(file) && file !== 'grubx64.efi' },
      ['native learnt', 'ipxe given up'],
    ],
    [
      'gets iPXE’s signed loader where Debian’s cannot start it, and an old iPXE last, when all are there',
      { secureBoot: 'ipxe', has: () => true },
      ['ipxe-signed learnt', 'native learnt', 'legacy learnt', 'ipxe given up'],
    ],
    ['stays as it is when there is no other', { has: () => false }, []],
    ['stays as it is when iPXE has run on it before', { ranBefore: true }, []],
    ['stays as somebody decided', { now: byHand(usual, { loader: 'ipxe' }) }, []],
    [
      'on an ARM gets signed ones, since there is no other',
      { firmware: 'uefi-arm64', before: { ...silent, firmware: 'uefi-arm64' } },
      ['debian learnt', 'ipxe given up'],
    ],
  ])('%s', (_, given, expected) => {
    expect(ladder(given)).toEqual(expected);
  });

  it.each<readonly [string, RemedyView['before']]>([
    ['has not booted before', null],
    ['got its script', { ...silent, stage: 'script', script: '#!ipxe' }],
    ['got no loader', { ...silent, stage: 'seen' }],
    ['was started by other firmware', { ...silent, firmware: 'bios' }],
  ])('is one thing, and one that %s another', (_, before) => {
    expect(nextRemedy({ ...view, before })).toBeNull();
  });
});

describe('a machine whose loaders were given up', () => {
  it('gets signed ones all the same once it is to boot what they can start', () => {
    const first = nextRemedy({ ...view, secureBoot: 'ipxe' })!;
    const second = nextRemedy({ ...view, secureBoot: 'ipxe', now: first })!;
    expect(second).toMatchObject({ loader: 'ipxe', loaderBy: 'given up' });
    expect(nextRemedy({ ...view, secureBoot: 'ipxe', now: second })).toBeNull();
    expect(nextRemedy({ ...view, now: second })).toMatchObject({ loader: 'debian', loaderBy: 'learnt' });
  });
});

describe('a machine that gets signed loaders since it went silent once', () => {
  const signed = nextRemedy(view)!;

  it('gets the usual one for what they cannot start, and is not judged by that', () => {
    expect(loaderOf(signed, view)).toBe('debian');
    expect(loaderOf(signed, { ...view, secureBoot: 'ipxe' })).toBe('ipxe');
    expect(nextRemedy({ ...view, now: signed, secureBoot: 'ipxe' })).toBeNull();
  });

  it('gets them whatever it boots when somebody said so', () => {
    expect(loaderOf(byHand(usual, { loader: 'debian' }), { ...view, secureBoot: 'ipxe' })).toBe('debian');
  });
});

describe('beside another server a machine that takes no notice of our file', () => {
  const deaf = { mode: 'proxy', before: { ...silent, stage: 'address' } } as const;

  it('is told by port 4011, and as usual again when that does not help', () => {
    const asked = nextRemedy({ ...view, ...deaf });
    expect(asked).toMatchObject({ style: 'boot-server', styleBy: 'learnt' });
    expect(nextRemedy({ ...view, ...deaf, now: asked! })).toMatchObject({ style: 'boot-file', styleBy: 'learnt' });
  });

  it('is told as somebody decided', () => {
    expect(nextRemedy({ ...view, ...deaf, now: byHand(usual, { style: 'boot-file' }) })).toBeNull();
  });

  it('is left alone where our own server gives the addresses', () => {
    expect(nextRemedy({ ...view, ...deaf, mode: 'full' })).toBeNull();
  });
});

describe('what somebody decides', () => {
  it('stays, and null forgets it and what was learnt', () => {
    const learnt = nextRemedy(view)!;
    expect(byHand(learnt, { loader: 'native' })).toMatchObject({ loader: 'native', loaderBy: 'hand', tried: [] });
    expect(byHand(learnt, { loader: null, style: null })).toEqual(usual);
    expect(byHand(learnt, {})).toEqual(learnt);
  });
});

describe('the loader of a family', () => {
  const server = { address: '10.77.0.1', httpUrl: 'http://10.77.0.1:8080' };
  const step = (
    family: LoaderFamily,
    firmware: 'uefi-x64' | 'bios' | 'uefi-arm64',
    transport: 'pxe' | 'http' = 'pxe',
  ) =>
    bootStep({
      client: { kind: 'firmware', firmware, transport, architecture: 7 },
      mac: '52:54:00:00:00:02',
      server,
      family,
      loaderGiven: false,
    });

  it.each([
    ['ipxe', 'uefi-x64', 'snponly.efi'],
    ['native', 'uefi-x64', 'ipxe-amd64.efi'],
    ['debian', 'uefi-x64', 'shimx64.efi'],
    ['native', 'bios', 'ipxe.pxe'],
    ['debian', 'bios', 'undionly.kpxe'],
    ['native', 'uefi-arm64', 'ipxe-arm64.efi'],
  ] as const)('%s on %s is %s', (family, firmware, file) => {
    expect(step(family, firmware)).toEqual({ kind: 'loader', file, url: null });
  });

  it('that is signed does not start over HTTP', () => {
    expect(step('debian', 'uefi-x64', 'http')).toMatchObject({ kind: 'nothing', why: { code: 'signed-by-http' } });
    expect(step('native', 'uefi-x64', 'http')).toMatchObject({ url: 'http://10.77.0.1:8080/ipxe-amd64.efi' });
  });
});

describe('a machine that needs signed loaders', () => {
  const learnt: Remedy = { ...usual, loader: 'debian', loaderBy: 'learnt' };
  const all = { ...view, has: () => true };

  it.each([
    [
      'of Debian for a Linux, also when it was iPXE’s that it needed',
      { ...learnt, loader: 'ipxe-signed' },
      'debian',
      'debian',
    ],
    ['of iPXE for what Debian’s cannot start', learnt, 'ipxe', 'ipxe-signed'],
    ['that its model needs', { ...learnt, loaderBy: 'model' }, 'debian', 'debian'],
  ] as const)('gets those %s', (_, remedy, secureBoot, family) => {
    expect(loaderOf(remedy, { ...all, secureBoot })).toBe(family);
  });

  it('gets the usual one for what nobody signed: somebody may have switched Secure Boot off for it', () => {
    expect(loaderOf(learnt, { ...all, secureBoot: 'no' })).toBe('ipxe');
  });

  it('gets those of iPXE for a Linux, too, where those of Debian are not there', () => {
    expect(loaderOf(learnt, { ...all, has: (file) => file.includes('-sb/') })).toBe('ipxe-signed');
  });
});

describe('beside another server, where there is an address to lend', () => {
  it('a machine is offered that last, and then as usual again', () => {
    const lending = { ...view, mode: 'proxy', before: { ...silent, stage: 'address' }, canLend: true } as const;
    const server = nextRemedy(lending)!;
    const full = nextRemedy({ ...lending, now: server })!;
    expect([server.style, full.style]).toEqual(['boot-server', 'full-offer']);
    expect(nextRemedy({ ...lending, now: full })).toMatchObject({ style: 'boot-file' });
  });
});

describe('a machine whose large downloads stall', () => {
  const stalling = {
    ...view,
    before: { ...silent, stage: 'loading', script: '#!ipxe' },
    stalls: true,
    ranBefore: true,
  } as const;

  it('gets them slowly, then by other loaders, then as usual for good', () => {
    const seen: string[] = [];
    let now: Remedy | null = usual;
    while (now && seen.length < 9) {
      now = nextRemedy({ ...stalling, has: () => true, now });
      if (now) seen.push(`${now.loader} ${now.pace} ${now.paceBy}`);
    }
    expect(seen).toEqual(['ipxe gentle learnt', 'native gentle learnt', 'legacy gentle learnt', 'ipxe full given up']);
  });

  it('is sent them as somebody decided', () => {
    expect(nextRemedy({ ...stalling, now: byHand(usual, { pace: 'full' }) })).toBeNull();
  });

  it('that got its files is left alone', () => {
    expect(nextRemedy({ ...stalling, stalls: false })).toBeNull();
  });
});

describe('a large download', () => {
  const transfer = { protocol: 'http', role: 'initrd', file: 'boot.wim', bytes: 400_000_000 } as const;
  const broken: BootFact = { kind: 'file-failed', ...transfer, sent: 90_000_000, why: { code: 'http-machine-slow' } };
  const whole: BootFact = { kind: 'file-sent', ...transfer, milliseconds: 9, retransmitted: 0 };
  const failed: BootFact = { kind: 'failed', why: '0x4c126035' };

  it.each<readonly [string, readonly BootFact[], ReturnType<typeof stallOf>]>([
    ['that came whole has not stalled', [whole], null],
    ['that fell silent may have been switched off', [broken], 'silent'],
    ['that its machine gave up has stalled', [broken, failed], 'told'],
    ['that came at the second try has not stalled', [broken, whole], null],
    ['after which the machine started has not stalled', [broken, { kind: 'started', actionName: 'x' }], null],
    ['that is small says nothing', [{ ...broken, bytes: 900_000, sent: 4_000 }], null],
    ['by TFTP says nothing', [{ ...broken, protocol: 'tftp' }], null],
    ['that we could not read is not the machine’s fault', [{ ...broken, why: { code: 'file-changed' } }], null],
  ])('%s', (_, facts, stall) => {
    expect(stallOf(facts)).toBe(stall);
  });
});

describe('what one machine teaches of its model', () => {
  const hardware = { manufacturer: 'LENOVO', product: '20N2', serial: null };
  const learnt: Remedy = { ...usual, loader: 'native', loaderBy: 'learnt' };

  it('is what was learnt of it, and not what somebody decided', () => {
    expect(lessonOf(learnt)).toEqual({ loader: 'native', style: null, pace: null });
    expect(lessonOf({ ...usual, loader: 'native', loaderBy: 'hand' })).toBeNull();
  });

  it('is how another one of it is started', () => {
    expect(ofModel({ loader: 'native', style: null, pace: 'gentle' })).toMatchObject({
      loader: 'native',
      loaderBy: 'model',
      styleBy: 'usual',
      pace: 'gentle',
      paceBy: 'model',
    });
  });

  it('goes by maker and product, and by nothing when one of them is not told', () => {
    expect(modelOf(hardware)).toBe('lenovo 20n2');
    expect([modelOf({ ...hardware, product: null }), modelOf(null)]).toEqual([null, null]);
  });
});
