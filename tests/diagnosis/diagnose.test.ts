import { describe, expect, it } from 'vitest';
import { type Cause, causeCodes, type Finding } from '../../electron/contract/diagnosis.ts';
import type { Boot } from '../../electron/contract/model.ts';
import type { DiagnosisView } from '../../electron/diagnosis/view.ts';
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

/** A sentence, what the journal tells, the cause that comes first, how certain it is, and which events show it. */
interface Example {
  readonly says: string;
  readonly facts: readonly Told[] | null;
  readonly cause: Cause;
  readonly certainty: Finding['certainty'];
  readonly evidence: readonly number[];
  /** Seconds since the last event. */
  readonly later?: number;
  readonly row?: Partial<Boot>;
  readonly known?: Partial<DiagnosisView>;
}

const aTime = ten + 3_600_000;
const dhcp = discover('bios', 'ipxe');
const scriptUrl = 'http://10.77.0.1:8080/boot/52-54-00-00-00-02.ipxe';
const windows = { known: { actionKind: 'winpe' } } as const;

const atStart: readonly Example[] = [
  {
    says: 'a machine that never asked has no cable, no network boot or no power',
    facts: null,
    cause: { code: 'never-heard' },
    certainty: 'likely',
    evidence: [],
  },
  {
    says: 'a machine with a task that is due for ten minutes was not switched on, or starts from its disk',
    facts: toStart,
    later: 7_200,
    row: { stage: 'running' },
    known: { expected: { action: 'Lab Linux', since: ten + 3_600_000 } },
    cause: { code: 'did-not-start', action: 'Lab Linux', since: ten + 3_600_000 },
    certainty: 'certain',
    evidence: [],
  },
  {
    says: 'a machine whose installed system asks for an address starts from its disk',
    facts: null,
    known: { systemAsked: { at: aTime, system: 'MSFT 5.0' } },
    cause: { code: 'system-asks', at: aTime, system: 'MSFT 5.0' },
    certainty: 'certain',
    evidence: [],
  },
  {
    says: 'a machine that was never heard of while nothing is served cannot have been answered',
    facts: null,
    known: { service: null },
    cause: { code: 'not-serving' },
    certainty: 'certain',
    evidence: [],
  },
];

const refusals: readonly Example[] = [
  [{ code: 'unknown-left-alone' }, { code: 'left-alone' }],
  [{ code: 'unknown-refused' }, { code: 'refused-by-hand' }],
  [{ code: 'handed-off' }, { code: 'handed-off' }],
  [{ code: 'unknown-too-many' }, { code: 'too-many-unknown' }],
  [{ code: 'bios-by-http' }, { code: 'bios-by-http' }],
  [{ code: 'no-loader-ia32' }, { code: 'loader-none', machine: 'ia32', architecture: null }],
  [{ code: 'no-loader-arm32' }, { code: 'loader-none', machine: 'arm32', architecture: null }],
  [{ code: 'no-loader-raspberry' }, { code: 'loader-none', machine: 'raspberry', architecture: null }],
  [
    { code: 'no-loader', architecture: 39 },
    { code: 'loader-none', machine: 'other', architecture: 39 },
  ],
  [
    { code: 'dhcp-relayed', relay: '10.9.0.1' },
    { code: 'relay-without-range', relay: '10.9.0.1' },
  ],
  [{ code: 'dhcp-bootp' }, { code: 'bootp-only' }],
  [
    { code: 'dhcp-other-offer', server: '10.77.0.9' },
    { code: 'other-server-won', server: '10.77.0.9' },
  ],
  [
    { code: 'answer-not-sent', detail: 'EPERM' },
    { code: 'answer-not-sent', detail: 'EPERM' },
  ],
].map(([why, cause]) => ({
  says: `a question that was left alone (${(why as { code: string }).code}) is told by its reason at once`,
  facts: [discover(), ignored('dhcp', why as Parameters<typeof ignored>[1])],
  later: 1,
  cause: cause as Cause,
  certainty: 'certain',
  evidence: [2],
}));

const atAddress: readonly Example[] = [
  {
    says: 'a full range is said at once',
    facts: [discover(), { kind: 'range-exhausted' }],
    later: 1,
    cause: { code: 'range-full' },
    certainty: 'certain',
    evidence: [2],
  },
  {
    says: 'a machine that got its address from the server that won is not on its way to us',
    facts: [
      discover(),
      { kind: 'range-exhausted' },
      ignored('dhcp', { code: 'dhcp-other-offer', server: '10.77.0.9' }),
      address('other server'),
    ],
    later: 1,
    cause: { code: 'other-server-won', server: '10.77.0.9' },
    certainty: 'certain',
    evidence: [3],
  },
  {
    says: 'an address that a machine found in use belongs to another device',
    facts: [discover(), offer(), address(), { kind: 'declined', address: '10.77.0.100' }],
    later: 1,
    cause: { code: 'duplicate-address', address: '10.77.0.100' },
    certainty: 'certain',
    evidence: [4],
  },
  {
    says: 'a machine that is refused its old address twice does not let go of it',
    facts: [
      discover(),
      { kind: 'nak', why: { code: 'dhcp-outside-range', address: '192.168.1.7' } },
      { kind: 'nak', why: { code: 'dhcp-outside-range', address: '192.168.1.7' } },
    ],
    later: 1,
    cause: { code: 'address-refused', refusals: 2 },
    certainty: 'likely',
    evidence: [2, 3],
  },
  {
    says: 'one MAC address with two names of firmware is two machines',
    facts: [discover('uefi-x64', 'firmware', 'a1'), offer(), 4, discover('uefi-x64', 'firmware', 'b2'), offer()],
    later: 1,
    cause: { code: 'duplicate-mac' },
    certainty: 'certain',
    evidence: [1, 3],
  },
  {
    says: 'a machine that is silent for a minute after its offer has not taken it',
    facts: [discover(), offer()],
    later: 60,
    cause: { code: 'offer-not-taken', questions: 1 },
    certainty: 'likely',
    evidence: [1, 2],
  },
  {
    says: 'a machine that asks a third time has not taken its offers, before the minute is over',
    facts: [discover(), offer(), 4, discover(), offer(), 8, discover(), offer()],
    later: 1,
    cause: { code: 'offer-not-taken', questions: 3 },
    certainty: 'likely',
    evidence: [1, 3, 5, 6],
  },
  {
    says: 'an offer that is not taken while another server is heard is one of two',
    facts: [discover(), offer()],
    later: 60,
    known: { otherServers: ['10.77.0.9'] },
    cause: { code: 'two-servers', servers: '10.77.0.9' },
    certainty: 'likely',
    evidence: [1, 2],
  },
  {
    says: 'a machine that got nowhere since our server of addresses ended for another one has that other one in its way',
    facts: [discover(), offer()],
    known: { addressesStoppedBy: '10.77.0.9' },
    cause: { code: 'addresses-stopped', server: '10.77.0.9' },
    certainty: 'certain',
    evidence: [],
  },
  {
    says: 'beside another server a machine with an address that loads nothing has ignored the boot file',
    facts: [discover(), offer('snponly.efi', null), address('other server')],
    later: 60,
    known: { service: { mode: 'proxy' } },
    cause: { code: 'proxy-offer-ignored' },
    certainty: 'likely',
    evidence: [1, 2, 3],
  },
  {
    says: 'beside another server a machine without an address was given none by it',
    facts: [discover(), offer('snponly.efi', null)],
    later: 60,
    known: { service: { mode: 'proxy' } },
    cause: { code: 'proxy-without-addresses' },
    certainty: 'likely',
    evidence: [1, 2],
  },
];

const atLoader: readonly Example[] = [
  {
    says: 'a machine with an address that asks for no loader is kept from it',
    facts: toAddress,
    later: 30,
    cause: { code: 'loader-not-asked', file: 'snponly.efi' },
    certainty: 'likely',
    evidence: [2, 3],
  },
  {
    says: 'a transfer by TFTP without a single ACK is blocked by a firewall',
    facts: [...toAddress, ...broken('loader', 'snponly.efi', { why: { code: 'tftp-never-answered' } })],
    later: 1,
    cause: { code: 'tftp-blocked', file: 'snponly.efi' },
    certainty: 'likely',
    evidence: [4, 5],
  },
  {
    says: 'a transfer by TFTP that fell silent half way is a bad line',
    facts: [...toAddress, ...broken('loader', 'snponly.efi', { sent: 144_500, why: { code: 'tftp-fell-silent' } })],
    later: 1,
    cause: { code: 'tftp-broken', file: 'snponly.efi', percent: 50 },
    certainty: 'likely',
    evidence: [4, 5],
  },
  {
    says: 'a machine that breaks a transfer off has said why',
    facts: [
      ...toAddress,
      ...broken('loader', 'snponly.efi', { sent: 90_000, why: { code: 'tftp-broke-off', words: 'Disk full' } }),
    ],
    later: 1,
    cause: { code: 'tftp-broken-off', file: 'snponly.efi', words: 'Disk full' },
    certainty: 'certain',
    evidence: [4, 5],
  },
  {
    says: 'a boot file that is not ours was named by somebody else',
    facts: [discover(), address('other server'), ignored('tftp', { code: 'tftp-not-there', name: 'pxelinux.0' })],
    later: 1,
    cause: { code: 'tftp-no-such-file', file: 'pxelinux.0' },
    certainty: 'certain',
    evidence: [3],
  },
  {
    says: 'a UEFI machine with the loader of a BIOS got one that does not fit',
    facts: [discover(), address('other server'), ...sent('loader', 'undionly.kpxe')],
    later: 60,
    cause: { code: 'loader-other-architecture', file: 'undionly.kpxe', firmware: 'uefi-x64' },
    certainty: 'likely',
    evidence: [3, 4],
  },
  {
    says: 'a UEFI machine that fetched an unsigned loader whole and is silent has Secure Boot on',
    facts: toLoader,
    later: 60,
    cause: { code: 'secure-boot', file: 'snponly.efi' },
    certainty: 'likely',
    evidence: [5, 6],
  },
  {
    says: 'a signed loader whose second stage is silent has refused it',
    facts: [...toAddress, ...sent('loader', 'ipxe-shimx64.efi'), ...sent('loader', 'ipxe.efi')],
    later: 60,
    cause: { code: 'second-stage-refused', file: 'ipxe.efi' },
    certainty: 'likely',
    evidence: [4, 5, 6, 7],
  },
  {
    says: 'a BIOS that fetched its loader and is silent hangs in it',
    facts: [discover('bios'), offer('undionly.kpxe'), address(), ...sent('loader', 'undionly.kpxe')],
    later: 60,
    cause: { code: 'loader-silent', file: 'undionly.kpxe' },
    certainty: 'likely',
    evidence: [4, 5],
  },
  {
    says: 'a UEFI machine on which this loader ran before hangs in it now',
    facts: toLoader,
    later: 60,
    known: { loaderRanBefore: true },
    cause: { code: 'loader-silent', file: 'snponly.efi' },
    certainty: 'likely',
    evidence: [5, 6],
  },
  {
    says: 'a loader that runs and gets no address of its own waits for the switch',
    facts: [
      discover('bios'),
      offer('undionly.kpxe'),
      address(),
      ...sent('loader', 'undionly.kpxe'),
      2,
      dhcp,
      offer(scriptUrl),
    ],
    later: 60,
    cause: { code: 'loader-no-address' },
    certainty: 'likely',
    evidence: [6, 7],
  },
  {
    says: 'a loader that runs and never asks for its script is kept from the HTTP port',
    facts: [...toLoader, 1, ...sent('autoexec', 'autoexec.ipxe')],
    later: 45,
    cause: { code: 'script-not-asked' },
    certainty: 'likely',
    evidence: [8],
  },
  {
    says: 'beside another server a loader with the address that it had never asks for its script',
    facts: [
      discover('bios'),
      offer('undionly.kpxe', null),
      address('other server'),
      ...sent('loader', 'undionly.kpxe'),
      2,
      dhcp,
      offer(scriptUrl, null),
    ],
    later: 45,
    known: { service: { mode: 'proxy' } },
    cause: { code: 'script-not-asked' },
    certainty: 'likely',
    evidence: [6],
  },
  {
    says: 'with DHCP off a UEFI loader that is silent is told by its name alone',
    facts: sent('loader', 'snponly.efi'),
    later: 60,
    known: { service: { mode: 'off' } },
    cause: { code: 'secure-boot', file: 'snponly.efi' },
    certainty: 'likely',
    evidence: [1, 2],
  },
  {
    says: 'a script that broke off and is not asked for again was cut',
    facts: [...toLoader, ...sent('autoexec', 'autoexec.ipxe'), { kind: 'script-aborted', actionName: 'Lab Linux' }],
    later: 45,
    cause: { code: 'script-cut' },
    certainty: 'certain',
    evidence: [9],
  },
  {
    says: 'a new machine that nobody has answered for waits on its screen',
    facts: [...toLoader, ignored('http', { code: 'unknown-waits' })],
    cause: { code: 'waits-for-answer' },
    certainty: 'certain',
    evidence: [7],
  },
  {
    says: 'a new machine that nobody answered for in time went on to its disk',
    facts: [...toLoader, ignored('http', { code: 'unknown-waits' }), ignored('http', { code: 'unknown-waited' })],
    cause: { code: 'nobody-answered' },
    certainty: 'certain',
    evidence: [8],
  },
  {
    says: 'a machine that asks for the script of another address has two cards',
    facts: [...toLoader, 1, ignored('http', { code: 'script-of-other', wanted: '52:54:00:00:00:09' })],
    later: 1,
    cause: { code: 'second-card', wanted: '52:54:00:00:00:09' },
    certainty: 'certain',
    evidence: [7],
  },
];

const path = '/files/7/initrd/initrd.img';

const atFiles: readonly Example[] = [
  {
    says: 'a file that the server does not have is named before the number that the loader tells',
    facts: [
      ...toScript,
      ignored('http', { code: 'http-refused', path, cause: { code: 'http-no-such-file' } }),
      failed('0x2d0c618e'),
    ],
    cause: { code: 'file-not-there', path: 'initrd.img' },
    certainty: 'certain',
    evidence: [10],
  },
  {
    says: 'a file that cannot be read is named before the number, with both tries of the loader',
    facts: [
      ...toScript,
      ignored('http', { code: 'http-refused', path, cause: { code: 'file-cannot-open', error: 'ENOENT' } }),
      5,
      ignored('http', { code: 'http-refused', path, cause: { code: 'file-cannot-open', error: 'ENOENT' } }),
      failed('0x2d0c618e'),
    ],
    cause: { code: 'file-unreadable', file: 'initrd.img', error: 'ENOENT' },
    certainty: 'certain',
    evidence: [10, 11],
  },
  {
    says: 'a kiosk whose image has no component for network boot is told before the number',
    facts: [
      ...toScript,
      ignored('http', {
        code: 'http-refused',
        path: '/files/7/initrd2/initrdpxe.xz',
        cause: { code: 'http-kiosk-no-pxe', file: 'boot/pxelinux.cfg/initrdpxe.xz' },
      }),
      failed('0x2d0c618e'),
    ],
    known: { actionKind: 'kiosk' },
    cause: { code: 'kiosk-without-pxe' },
    certainty: 'certain',
    evidence: [10],
  },
  {
    says: 'a file inside an image is named by its place there, without the word of the boot',
    facts: [
      ...toScript,
      ignored('http', {
        code: 'http-refused',
        path: '/tree/7/k3J9/live/filesystem.squashfs',
        cause: { code: 'http-no-such-file' },
      }),
      failed('0x2d0c618e'),
    ],
    cause: { code: 'file-not-there', path: 'live/filesystem.squashfs' },
    certainty: 'certain',
    evidence: [10],
  },
  {
    says: 'a file after the end of its window came too late',
    facts: [...toScript, ignored('http', { code: 'http-refused', path, cause: { code: 'http-time-passed' } })],
    cause: { code: 'window-over', path: 'initrd.img' },
    certainty: 'certain',
    evidence: [10],
  },
  {
    says: 'a file that this computer cannot read is named with the error',
    facts: [
      ...toScript,
      ignored('http', { code: 'http-refused', path, cause: { code: 'file-cannot-open', error: 'EACCES' } }),
    ],
    cause: { code: 'file-unreadable', file: 'initrd.img', error: 'EACCES' },
    certainty: 'certain',
    evidence: [10],
  },
  {
    says: 'a file that was changed while it was sent is said to be so',
    facts: [...toScript, ...broken('initrd', 'initrd.img', { why: { code: 'file-changed' } })],
    cause: { code: 'file-changed', file: 'initrd.img' },
    certainty: 'certain',
    evidence: [10, 11],
  },
  {
    says: 'a connection that the machine closed is told with how far it came',
    facts: [
      ...toScript,
      ...broken('initrd', 'initrd.img', { bytes: 1_000, sent: 430, why: { code: 'http-closed-by-machine' } }),
    ],
    cause: { code: 'download-cut', file: 'initrd.img', percent: 43 },
    certainty: 'certain',
    evidence: [10, 11],
  },
  {
    says: 'a download that was not done when the loader gave up is told before its number',
    facts: [
      ...toScript,
      begins('initrd', 'boot.wim', { bytes: 500_000_000 }),
      {
        kind: 'file-progress',
        protocol: 'http',
        role: 'initrd',
        file: 'boot.wim',
        sent: 335_000_000,
        bytes: 500_000_000,
      },
      failed('0x4c106035'),
    ],
    cause: { code: 'download-cut', file: 'boot.wim', percent: 67 },
    certainty: 'certain',
    evidence: [10, 11, 12],
  },
  {
    says: 'a download that stands still for a minute has stalled',
    facts: [
      ...toScript,
      begins('initrd', 'boot.wim', { bytes: 500_000_000 }),
      {
        kind: 'file-progress',
        protocol: 'http',
        role: 'initrd',
        file: 'boot.wim',
        sent: 100_000_000,
        bytes: 500_000_000,
      },
    ],
    later: 60,
    cause: { code: 'download-stalled', file: 'boot.wim', percent: 20 },
    certainty: 'likely',
    evidence: [10, 11],
  },
];

const byNumber = (
  [
    ['0x0e8f6087', 'connection-refused'],
    ['0x4c106092', 'server-unreachable'],
    ['0x280a6082', 'server-unreachable'],
    ['0x26012082', 'no-link'],
    ['0x2c042001', 'no-device'],
    ['0x1d704139', 'damaged-file'],
    ['0x31006002', 'low-memory'],
    ['0x3c092003', 'loader-too-old'],
    ['0x0b072095', 'cancelled'],
  ] as const
).map(
  ([number, code]): Example => ({
    says: `the loader's number ${number} is said in words: ${code}`,
    facts: [...toScript, failed(number)],
    cause: { code },
    certainty: 'certain',
    evidence: [10],
  }),
);

const numbers: readonly Example[] = [
  ...byNumber,
  {
    says: 'a missing file of which the server knows nothing is told by the number alone',
    facts: [...toScript, failed('0x2d4de08e')],
    cause: { code: 'file-not-there', path: null },
    certainty: 'certain',
    evidence: [10],
  },
  {
    says: 'a format error names the firmware that cannot start it',
    facts: [...toKernel, failed('0x2e008081')],
    cause: { code: 'wrong-format', firmware: 'uefi-x64' },
    certainty: 'certain',
    evidence: [11, 12],
  },
  {
    says: 'access denied for a kernel under UEFI is Secure Boot',
    facts: [...toKernel, failed('0x02268e93')],
    cause: { code: 'kernel-not-signed' },
    certainty: 'likely',
    evidence: [11, 12],
  },
  {
    says: "the firmware's own word for a security violation is Secure Boot for certain",
    facts: [...toKernel, failed('0x2e00809a')],
    cause: { code: 'kernel-not-signed' },
    certainty: 'certain',
    evidence: [11, 12],
  },
  {
    says: 'an untrusted certificate of a server is one although a kernel was there already',
    facts: [...toKernel, failed('0x0216eb8f')],
    row: { script: '#!ipxe\nkernel http://10.77.0.1/vmlinuz\ninitrd https://boot.example/initrd\nboot\n' },
    cause: { code: 'certificate' },
    certainty: 'certain',
    evidence: [11, 12],
  },
  {
    says: 'access denied where the script uses HTTPS is a certificate, or the clock',
    facts: [...toScript, failed('0x0216eb3c')],
    row: { script: '#!ipxe\nkernel https://boot.example/vmlinuz\nboot\n' },
    cause: { code: 'certificate' },
    certainty: 'certain',
    evidence: [10],
  },
  {
    says: 'a number without a meaning of its own is shown',
    facts: [...toScript, failed('0x7f222083')],
    cause: { code: 'loader-error', number: '0x7f222083' },
    certainty: 'certain',
    evidence: [10],
  },
];

const wimboot = (handed: string): Partial<Boot> => ({
  script: `#!ipxe\nkernel http://10.77.0.1/wimboot\n${handed}\ninitrd http://10.77.0.1/boot.wim boot.wim\nboot\n`,
});

const atSystem: readonly Example[] = [
  {
    says: 'a kernel without a sign of life for three minutes is silent',
    facts: toStart,
    later: 180,
    cause: { code: 'kernel-silent', action: 'Lab Linux' },
    certainty: 'likely',
    evidence: [11, 13, 14],
  },
  {
    says: 'Windows PE that is not heard of lacks the driver of its network card',
    facts: toStart,
    later: 360,
    ...windows,
    cause: { code: 'windows-without-network' },
    certainty: 'likely',
    evidence: [11, 13, 14],
  },
  {
    says: 'an own script that hands over bootmgr and no BCD starts nothing',
    facts: toStart,
    later: 180,
    known: { actionKind: 'script' },
    row: wimboot('initrd http://10.77.0.1/bootmgr bootmgr'),
    cause: { code: 'windows-without-bcd' },
    certainty: 'likely',
    evidence: [11, 13, 14],
  },
  {
    says: 'an installation of Windows that stopped sees no disk',
    facts: [...toStart, running, failed('setup')],
    ...windows,
    cause: { code: 'windows-without-disk' },
    certainty: 'likely',
    evidence: [16],
  },
  {
    says: 'Windows PE without curl has said so',
    facts: [...toStart, running, failed('no curl.exe')],
    ...windows,
    cause: { code: 'windows-without-curl' },
    certainty: 'certain',
    evidence: [16],
  },
  {
    says: 'a kiosk that fetches nothing of its image was made without the PXE component',
    facts: toStart,
    later: 120,
    known: { actionKind: 'kiosk' },
    cause: { code: 'kiosk-without-pxe' },
    certainty: 'likely',
    evidence: [11, 13, 14],
  },
  {
    says: 'a system from a network disk that is silent has lost it',
    facts: [...toScript, started],
    later: 180,
    known: { actionKind: 'san' },
    cause: { code: 'network-disk-lost' },
    certainty: 'likely',
    evidence: [10],
  },
  {
    says: 'a system that told in words is quoted',
    facts: [...toStart, failed('no root file system')],
    cause: { code: 'told', words: 'no root file system' },
    certainty: 'certain',
    evidence: [15],
  },
  {
    says: 'a boot that stopped without any sign is told by where it stopped',
    facts: toScript,
    later: 120,
    cause: { code: 'silent-at', stage: 'script' },
    certainty: 'possible',
    evidence: [9],
  },
];

const onTheLine: readonly Example[] = [
  {
    says: 'a large file at 11.4 MB/s came over a link of 100 Mb/s, though the machine runs',
    facts: [...toScript, ...sent('initrd', 'boot.wim', { bytes: 400_000_000, milliseconds: 35_000 }), started, running],
    cause: { code: 'slow-link', megabytesPerSecond: 11.4 },
    certainty: 'possible',
    evidence: [11],
  },
  {
    says: 'a loader of which many blocks were sent again came over a bad cable',
    facts: [...toAddress, ...sent('loader', 'snponly.efi', { retransmitted: 40 }), script, started, running],
    cause: { code: 'bad-cable', file: 'snponly.efi', blocks: 40 },
    certainty: 'possible',
    evidence: [5],
  },
];

const examples = [
  ...atStart,
  ...refusals,
  ...atAddress,
  ...atLoader,
  ...atFiles,
  ...numbers,
  ...atSystem,
  ...onTheLine,
];

describe('why it did not boot', () => {
  it.each(examples.map((example) => [example.says, example] as const))('%s', (_, example) => {
    const { facts, row = {}, known = {}, later = 1, cause, certainty, evidence } = example;
    const { findings } = diagnosed(facts && tell(facts, row), later, known);
    expect(findings[0]).toEqual({ cause, certainty, evidence });
  });

  it('has an example of every cause there is', () => {
    const shown = new Set(examples.map(({ cause }) => cause.code));
    expect(causeCodes.filter((code) => !shown.has(code))).toEqual([]);
  });
});
