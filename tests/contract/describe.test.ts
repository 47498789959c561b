import { describe, expect, it } from 'vitest';
import {
  describeBytes,
  describeDuration,
  describeFact,
  describeFirmware,
  describeReason,
  describeStage,
  explainFailure,
} from '../../electron/contract/describe.ts';
import { BootFact, FirmwareKind, Reason, Stage } from '../../electron/contract/model.ts';

const tftp = { protocol: 'tftp', role: 'loader', file: 'snponly.efi' } as const;
const kernel = { protocol: 'http', role: 'kernel', file: 'vmlinuz' } as const;
const discover = { kind: 'discover', vendorClass: null, ipxeVersion: null, architecture: null } as const;

/** A fact and its line; a line that somebody should look at begins with `!`. */
const lines: readonly (readonly [BootFact, string])[] = [
  [{ ...discover, asks: 'firmware', firmware: 'uefi-x64', architecture: 7 }, 'Asks for a boot file (UEFI).'],
  [
    { ...discover, asks: 'firmware', firmware: 'unknown', architecture: 27 },
    'Asks for a boot file (unknown firmware, architecture 27).',
  ],
  [{ ...discover, asks: 'http-firmware', firmware: 'uefi-arm64' }, 'Asks for a boot file by HTTP (UEFI, ARM).'],
  [
    { ...discover, asks: 'ipxe', firmware: 'bios', ipxeVersion: '2.0.0' },
    'The boot loader asks for its script (iPXE 2.0.0, BIOS).',
  ],
  [
    { ...discover, asks: 'system', firmware: 'unknown', vendorClass: 'MSFT 5.0' },
    'Its system asks for an address (MSFT 5.0).',
  ],
  [{ kind: 'offer', address: '10.77.0.100', bootFile: 'snponly.efi' }, 'Is offered 10.77.0.100 and snponly.efi.'],
  [{ kind: 'offer', address: '10.77.0.100', bootFile: null }, 'Is offered 10.77.0.100.'],
  [
    { kind: 'offer', address: null, bootFile: 'snponly.efi' },
    'Is offered snponly.efi; the address comes from the other DHCP server.',
  ],
  [{ kind: 'offer', address: null, bootFile: null }, 'Gets nothing from here: neither an address nor a boot file.'],
  [{ kind: 'address', address: '10.77.0.100', by: 'rollcall', hostName: null }, 'Has the address 10.77.0.100.'],
  [
    { kind: 'address', address: '10.77.0.100', by: 'other server', hostName: 'pc-02' },
    'Has the address 10.77.0.100 from another DHCP server, calls itself pc-02.',
  ],
  [
    { kind: 'ignored', protocol: 'dhcp', why: 'unknown machines are left alone' },
    'Left without an answer (DHCP): unknown machines are left alone.',
  ],
  [
    { kind: 'nak', why: 'it asked for an address of another network' },
    'Was told to ask for a new address: it asked for an address of another network.',
  ],
  [
    { kind: 'declined', address: '10.77.0.100' },
    '! Found 10.77.0.100 already in use and will get another address. Look for a device with this fixed address.',
  ],
  [{ kind: 'released', address: '10.77.0.100' }, 'Gave the address 10.77.0.100 back.'],
  [
    { kind: 'range-exhausted' },
    '! Got no address: the range is full. Make the range larger, or the lease time shorter.',
  ],
  [{ kind: 'file-started', ...kernel, bytes: 14_200_000 }, 'Gets kernel vmlinuz (14.2 MB).'],
  [{ kind: 'file-started', ...tftp, bytes: null }, 'Gets snponly.efi.'],
  [{ kind: 'file-progress', ...kernel, sent: 43, bytes: 100 }, 'Kernel vmlinuz: 43 %.'],
  [{ kind: 'file-progress', ...kernel, sent: 999, bytes: 1_000 }, 'Kernel vmlinuz: 99 %.'],
  [
    { kind: 'file-sent', ...tftp, bytes: 288_000, milliseconds: 80, retransmitted: 0 },
    'Got snponly.efi: 288 kB in 0.08 s.',
  ],
  [
    { kind: 'file-sent', ...tftp, bytes: 288_000, milliseconds: 80, retransmitted: 1 },
    'Got snponly.efi: 288 kB in 0.08 s, 1 block sent again.',
  ],
  [
    { kind: 'file-sent', ...tftp, bytes: 288_000, milliseconds: 4_200, retransmitted: 20 },
    '! Got snponly.efi: 288 kB in 4.2 s, with 20 blocks sent again. Check its cable and switch port.',
  ],
  [
    { kind: 'file-sent', ...kernel, bytes: 14_200_000, milliseconds: 200, retransmitted: 0 },
    'Got kernel vmlinuz: 14.2 MB in 0.20 s (71.0 MB/s).',
  ],
  [
    { kind: 'file-failed', ...tftp, sent: 5_000, bytes: 10_000, why: 'no answer from the machine' },
    '! Did not get snponly.efi: stopped at 50 % of 10 kB, no answer from the machine. Check its cable and switch port, and that no firewall blocks UDP; then restart it.',
  ],
  [
    { kind: 'file-failed', ...kernel, sent: 0, bytes: null, why: 'the file cannot be read' },
    '! Did not get kernel vmlinuz: stopped after 0 bytes, the file cannot be read. Check that the file is still there and can be read.',
  ],
  [
    {
      kind: 'script-served',
      actionId: 7,
      actionName: 'Lab Linux',
      taskId: 3,
      reason: 'task',
      bytes: 900,
      again: false,
    },
    'Boots “Lab Linux” because of a task.',
  ],
  [
    { kind: 'script-served', actionId: 7, actionName: 'Lab Linux', taskId: 3, reason: 'task', bytes: 900, again: true },
    'Asks again and gets the same answer: “Lab Linux”.',
  ],
  [
    { kind: 'script-aborted', actionName: 'Lab Linux' },
    '! Broke off while it fetched the script of “Lab Linux”. It asks again by itself; if not, check its cable and restart it.',
  ],
  [{ kind: 'started', actionName: 'Lab Linux' }, 'Leaves the boot loader and starts “Lab Linux”.'],
  [{ kind: 'started', actionName: null }, 'Leaves the boot loader.'],
  [{ kind: 'progress', percent: 42.4, text: 'restoring sda2' }, 'Restoring sda2: 42 %.'],
  [{ kind: 'progress', percent: 7, text: null }, 'Progress: 7 %.'],
  [
    { kind: 'running', sign: 'report', hostName: 'pc-02', system: 'Debian 12' },
    'Debian 12 is running as pc-02 (it reported).',
  ],
  [{ kind: 'running', sign: 'dhcp', hostName: null, system: null }, 'The system is running (it asked for an address).'],
  [
    { kind: 'failed', why: '0x2d0c618e' },
    '! Did not boot: a file that its script names is not on the server; check the paths of the action (iPXE error 0x2d0c618e).',
  ],
  [{ kind: 'failed', why: 'the disk is too small' }, '! Did not boot: the disk is too small.'],
  [{ kind: 'loader-line', text: 'net0: 52:54:00:00:00:02' }, 'iPXE: net0: 52:54:00:00:00:02'],
];

describe('a fact as a line of the log', () => {
  it.each(lines)('%j', (fact, line) => {
    const { text, trouble } = describeFact(BootFact.parse(fact));
    expect(`${trouble ? '! ' : ''}${text}`).toBe(line);
  });

  it('is there for every kind of fact', () => {
    const kinds = BootFact.options.map((option) => option.shape.kind.value);
    expect([...new Set(lines.map(([fact]) => fact.kind))].sort()).toEqual([...kinds].sort());
  });

  it('has a capital letter and an end', () => {
    for (const [fact] of lines.filter(([{ kind }]) => kind !== 'loader-line')) {
      expect(describeFact(fact).text).toMatch(/^[A-Z].*[.]$/);
    }
  });
});

describe('an error of the boot loader', () => {
  it.each([
    ['0x2d0c618e', 'not on the server'],
    ['0x4c0a6035', 'did not answer in time'],
    ['0x2e008081', 'fits the machine'],
    ['0x3e11618e', 'stopped with an error'],
    ['0x216eb8f', 'Secure Boot'],
    ['', 'read its screen'],
  ])('%s means that %s', (why, words) => {
    expect(explainFailure(why)).toContain(words);
  });

  it('is explained only once', () => {
    const explained = explainFailure('0x2d0c618e');
    expect(explainFailure(explained)).toBe(explained);
  });
});

describe('numbers and words', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1_000, '1 kB'],
    [288_400, '288 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [14_200_000, '14.2 MB'],
    [999_949_999, '999.9 MB'],
    [999_950_000, '1.00 GB'],
    [4_700_000_000, '4.70 GB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(describeBytes(bytes)).toBe(text);
  });

  it.each([
    [0, '0.01 s'],
    [80, '0.08 s'],
    [994, '0.99 s'],
    [999, '1.0 s'],
    [4_240, '4.2 s'],
    [12_400, '12 s'],
    [59_600, '1 min'],
    [200_000, '3 min 20 s'],
    [3_600_000, '1 h'],
    [7_500_000, '2 h 5 min'],
    [-5, '0.01 s'],
  ])('%d ms are %s', (milliseconds, text) => {
    expect(describeDuration(milliseconds)).toBe(text);
  });

  it.each([
    ['stages', Stage.options.map(describeStage)],
    ['reasons', Reason.options.map(describeReason)],
    ['kinds of firmware', FirmwareKind.options.map(describeFirmware)],
  ])('all %s have words of their own', (_, words) => {
    expect(new Set(words).size).toBe(words.length);
  });
});
