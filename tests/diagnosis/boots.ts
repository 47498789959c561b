import { applyFact, newBoot } from '../../electron/boot/journal.ts';
import type { Boot, BootEvent, BootFact, FileRole, FirmwareKind, Phrase } from '../../electron/contract/model.ts';
import { diagnose } from '../../electron/diagnosis/diagnose.ts';
import type { DiagnosisView, ToldBoot } from '../../electron/diagnosis/view.ts';

/** A fact, or seconds that pass before the next one; facts follow each other by a tenth of a second. */
export type Told = BootFact | number;

/** Monday 23 November 2026, 10:00 UTC, in milliseconds. */
export const ten = Date.UTC(2026, 10, 23, 10);

export const seconds = (count: number): number => count * 1_000;

/** The boot that these facts make, with its row as the journal would keep it. */
export function tell(facts: readonly Told[], row: Partial<Boot> = {}, at = ten, firstId = 1): ToldBoot {
  let boot = newBoot({ id: firstId, computerId: 5, token: 'k3J9', at, firmware: 'unknown', began: 'firmware' });
  const events: BootEvent[] = [];
  let now = at;
  for (const each of facts) {
    if (typeof each === 'number') {
      now += seconds(each);
      continue;
    }
    boot = applyFact(boot, each, now);
    events.push({ id: firstId + events.length, bootId: boot.id, computerId: 5, at: now, fact: each });
    now += 100;
  }
  return { boot: { ...boot, ...row }, events };
}

/** What is diagnosed so many seconds after the last fact of a boot, on a server that gives the addresses. */
export function diagnosed(told: ToldBoot | null, later: number, known: Partial<DiagnosisView> = {}) {
  const now = (told?.events.at(-1)?.at ?? ten) + seconds(later);
  return diagnose({
    now,
    told,
    before: null,
    actionKind: 'linux',
    service: { mode: 'full' },
    addressesStoppedBy: null,
    otherServers: [],
    expected: null,
    systemAsked: null,
    loaderRanBefore: false,
    ...known,
  });
}

export const discover = (
  firmware: FirmwareKind = 'uefi-x64',
  asks: 'firmware' | 'http-firmware' | 'ipxe' = 'firmware',
  uuid?: string,
): BootFact => ({
  kind: 'discover',
  asks,
  firmware,
  architecture: firmware === 'bios' ? 0 : 7,
  vendorClass: 'PXEClient:Arch:00007:UNDI:003000',
  ipxeVersion: asks === 'ipxe' ? '2.0.0' : null,
  ...(uuid === undefined ? {} : { uuid }),
});

export const offer = (bootFile: string | null = 'snponly.efi', address: string | null = '10.77.0.100'): BootFact => ({
  kind: 'offer',
  address,
  bootFile,
});

export const address = (by: 'rollcall' | 'other server' = 'rollcall'): BootFact => ({
  kind: 'address',
  address: '10.77.0.100',
  by,
  hostName: null,
});

export const ignored = (protocol: 'dhcp' | 'tftp' | 'http', why: Phrase): BootFact => ({
  kind: 'ignored',
  protocol,
  why,
});

interface File {
  readonly protocol?: 'tftp' | 'http';
  readonly bytes?: number;
  readonly sent?: number;
  readonly milliseconds?: number;
  readonly retransmitted?: number;
  readonly why?: Phrase;
}

const usual = (role: FileRole): 'tftp' | 'http' => (role === 'loader' || role === 'autoexec' ? 'tftp' : 'http');

export function begins(role: FileRole, file: string, { protocol = usual(role), bytes = 289_000 }: File = {}): BootFact {
  return { kind: 'file-started', protocol, role, file, bytes };
}

export function sent(role: FileRole, file: string, given: File = {}): BootFact[] {
  const { protocol = usual(role), bytes = 289_000, milliseconds = 80, retransmitted = 0 } = given;
  return [begins(role, file, given), { kind: 'file-sent', protocol, role, file, bytes, milliseconds, retransmitted }];
}

export function broken(role: FileRole, file: string, given: File & { readonly why: Phrase }): BootFact[] {
  const { protocol = usual(role), bytes = 289_000, sent: had = 0, why } = given;
  return [begins(role, file, given), { kind: 'file-failed', protocol, role, file, sent: had, bytes, why }];
}

export const script: BootFact = {
  kind: 'script-served',
  actionId: 7,
  actionName: 'Lab Linux',
  taskId: 3,
  reason: 'task',
  bytes: 900,
  again: false,
};

export const started: BootFact = { kind: 'started', actionName: 'Lab Linux' };
export const running: BootFact = { kind: 'running', sign: 'report', hostName: null, system: null };
export const failed = (why: string): BootFact => ({ kind: 'failed', why });

/** As OVMF did it: an address, the loader after its size probe, the script that the loader runs first, its script. */
export const toAddress: readonly Told[] = [discover(), 1, offer(), address()];
export const toLoader: readonly Told[] = [
  ...toAddress,
  begins('loader', 'snponly.efi'),
  ...sent('loader', 'snponly.efi'),
];
export const toScript: readonly Told[] = [...toLoader, 1, ...sent('autoexec', 'autoexec.ipxe'), script];
export const toKernel: readonly Told[] = [...toScript, ...sent('kernel', 'vmlinuz', { bytes: 8_000_000 })];
export const toStart: readonly Told[] = [...toKernel, ...sent('initrd', 'initrd.img', { bytes: 40_000_000 }), started];
