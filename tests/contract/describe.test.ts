import { describe, expect, it } from 'vitest';
import {
  describeBytes,
  describeDuration,
  describeFact,
  describeFirmware,
  describeReason,
  explainFailure,
  failureMeaning,
} from '../../electron/contract/describe.ts';
import { BootFact, FirmwareKind, Reason } from '../../electron/contract/model.ts';

const tftp = { protocol: 'tftp', role: 'loader', file: 'snponly.efi' } as const;
const kernel = { protocol: 'http', role: 'kernel', file: 'vmlinuz' } as const;
const discover = { kind: 'discover', vendorClass: null, ipxeVersion: null, architecture: null } as const;

/** A fact and its line; a line that somebody should look at begins with `!`. */
const lines: readonly (readonly [BootFact, string])[] = [
  [{ ...discover, asks: 'firmware', firmware: 'uefi-x64', architecture: 7 }, 'asks for a boot file (UEFI).'],
  [
    { ...discover, asks: 'firmware', firmware: 'unknown', architecture: 27 },
    'asks for a boot file (unknown firmware, architecture 27).',
  ],
  [{ ...discover, asks: 'http-firmware', firmware: 'uefi-arm64' }, 'asks for a boot file by HTTP (UEFI, ARM).'],
  [
    { ...discover, asks: 'ipxe', firmware: 'bios', ipxeVersion: '2.0.0' },
    'asks for its script from the boot loader (iPXE 2.0.0, BIOS).',
  ],
  [
    { ...discover, asks: 'system', firmware: 'unknown', vendorClass: 'MSFT 5.0' },
    'asks for an address from its system (MSFT 5.0).',
  ],
  [{ kind: 'offer', address: '10.77.0.100', bootFile: 'snponly.efi' }, 'is offered 10.77.0.100 and snponly.efi.'],
  [{ kind: 'offer', address: '10.77.0.100', bootFile: null }, 'is offered 10.77.0.100.'],
  [
    { kind: 'offer', address: null, bootFile: 'snponly.efi' },
    'is offered snponly.efi; the address comes from the other DHCP server.',
  ],
  [{ kind: 'offer', address: null, bootFile: null }, 'gets nothing from here: neither an address nor a boot file.'],
  [{ kind: 'address', address: '10.77.0.100', by: 'rollcall', hostName: null }, 'has the address 10.77.0.100.'],
  [
    { kind: 'address', address: '10.77.0.100', by: 'other server', hostName: 'pc-02' },
    'has the address 10.77.0.100 from another DHCP server, calls itself pc-02.',
  ],
  [
    { kind: 'ignored', protocol: 'dhcp', why: { code: 'words', words: 'unknown machines are left alone' } },
    'was left without an answer (DHCP): unknown machines are left alone.',
  ],
  [
    { kind: 'nak', why: { code: 'words', words: 'it asked for an address of another network' } },
    'was told to ask for a new address: it asked for an address of another network.',
  ],
  [
    { kind: 'declined', address: '10.77.0.100' },
    '! found 10.77.0.100 already in use and will get another address. Look for a device with this fixed address.',
  ],
  [{ kind: 'released', address: '10.77.0.100' }, 'gave the address 10.77.0.100 back.'],
  [
    { kind: 'range-exhausted' },
    '! got no address: the range is full. Make the range larger, or the lease time shorter.',
  ],
  [{ kind: 'file-started', ...kernel, bytes: 14_200_000 }, 'gets kernel vmlinuz (14.2 MB).'],
  [{ kind: 'file-started', ...tftp, bytes: null }, 'gets snponly.efi.'],
  [{ kind: 'file-progress', ...kernel, sent: 43, bytes: 100 }, 'loads kernel vmlinuz: 43 %.'],
  [{ kind: 'file-progress', ...kernel, sent: 999, bytes: 1_000 }, 'loads kernel vmlinuz: 99 %.'],
  [
    { kind: 'file-sent', ...tftp, bytes: 288_000, milliseconds: 80, retransmitted: 0 },
    'got snponly.efi: 288 kB in 0.08 s.',
  ],
  [
    { kind: 'file-sent', ...tftp, bytes: 288_000, milliseconds: 80, retransmitted: 1 },
    'got snponly.efi: 288 kB in 0.08 s, 1 block sent again.',
  ],
  [
    { kind: 'file-sent', ...tftp, bytes: 288_000, milliseconds: 4_200, retransmitted: 20 },
    '! got snponly.efi: 288 kB in 4.2 s, with 20 blocks sent again. Check its cable and switch port.',
  ],
  [
    { kind: 'file-sent', ...kernel, bytes: 14_200_000, milliseconds: 200, retransmitted: 0 },
    'got kernel vmlinuz: 14.2 MB in 0.20 s (71.0 MB/s).',
  ],
  [
    {
      kind: 'file-failed',
      ...tftp,
      sent: 5_000,
      bytes: 10_000,
      why: { code: 'words', words: 'no answer from the machine' },
    },
    '! did not get snponly.efi: stopped at 50 % of 10 kB, no answer from the machine. Check its cable and switch port, and that no firewall blocks UDP; then restart it.',
  ],
  [
    { kind: 'file-failed', ...kernel, sent: 0, bytes: null, why: { code: 'words', words: 'the file cannot be read' } },
    '! did not get kernel vmlinuz: stopped after 0 bytes, the file cannot be read. Check that the file is still there and can be read.',
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
    'boots “Lab Linux” because of a task.',
  ],
  [
    { kind: 'script-served', actionId: 7, actionName: 'Lab Linux', taskId: 3, reason: 'task', bytes: 900, again: true },
    'asks again and gets the same answer: “Lab Linux”.',
  ],
  [
    { kind: 'script-aborted', actionName: 'Lab Linux' },
    '! broke off while it fetched the script of “Lab Linux”. It asks again by itself; if not, check its cable and restart it.',
  ],
  [{ kind: 'started', actionName: 'Lab Linux' }, 'leaves the boot loader and starts “Lab Linux”.'],
  [{ kind: 'started', actionName: null }, 'leaves the boot loader.'],
  [{ kind: 'progress', percent: 42.4, text: 'restoring sda2' }, 'reports restoring sda2: 42 %.'],
  [{ kind: 'progress', percent: 7, text: null }, 'reports progress: 7 %.'],
  [
    { kind: 'running', sign: 'report', hostName: 'pc-02', system: 'Debian 12' },
    'runs Debian 12 as pc-02 (it reported).',
  ],
  [{ kind: 'running', sign: 'dhcp', hostName: null, system: null }, 'runs its system (it asked for an address).'],
  [
    { kind: 'failed', why: '0x2d0c618e' },
    '! did not boot: a file that its script names is not on the server; check the paths of the action (iPXE error 0x2d0c618e).',
  ],
  [{ kind: 'failed', why: 'the disk is too small' }, '! did not boot: the disk is too small.'],
  [
    { kind: 'remedy', loader: 'debian', style: null },
    'did not start the loader it fetched: Secure Boot is likely on. From now on it gets Debian’s signed loaders.',
  ],
  [
    { kind: 'remedy', loader: 'native', style: null },
    'did not start the loader it fetched: from now on it gets iPXE with its own drivers.',
  ],
  [{ kind: 'remedy', loader: 'ipxe', style: null }, 'started none of our loaders: it gets the usual one again.'],
  [
    { kind: 'remedy', loader: null, style: 'boot-server' },
    'took no notice of our boot file: from now on it is told when it asks port 4011.',
  ],
  [{ kind: 'loader-line', text: 'net0: 52:54:00:00:00:02' }, 'says in iPXE: net0: 52:54:00:00:00:02'],
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

  it('goes on after the name of the computer, in both languages, and has an end', () => {
    for (const [fact] of lines.filter(([{ kind }]) => kind !== 'loader-line')) {
      expect(describeFact(fact).text).toMatch(/^[a-z].*[.]$/);
      expect(describeFact(fact, 'fr').text).toMatch(/^[a-zà-ü].*[.]$/);
    }
  });

  it('is trouble in French when it is trouble in English', () => {
    for (const [fact] of lines) expect(describeFact(fact, 'fr').trouble).toBe(describeFact(fact).trouble);
  });

  it('has a no-break space before a colon, a semicolon and the sign of per cent in French', () => {
    for (const [fact] of lines.filter(([{ kind }]) => kind !== 'loader-line')) {
      expect(describeFact(fact, 'fr').text).not.toMatch(/[ a-zà-ü0-9)](?:[;%]|:(?= ))/);
    }
  });

  it.each<readonly [BootFact, string]>([
    [{ kind: 'address', address: '10.77.0.100', by: 'rollcall', hostName: null }, 'a l’adresse 10.77.0.100.'],
    [
      { kind: 'file-sent', ...kernel, bytes: 14_200_000, milliseconds: 200, retransmitted: 0 },
      'a reçu le noyau vmlinuz\u00a0: 14,2\u00a0Mo en 0,20 s (71,0\u00a0Mo/s).',
    ],
    [
      { kind: 'failed', why: '0x2d0c618e' },
      'n’a pas démarré\u00a0: un fichier que son script nomme n’est pas sur le serveur\u00a0; vérifiez les chemins de l’action (erreur iPXE 0x2d0c618e).',
    ],
  ])('in French: %j', (fact, text) => {
    expect(describeFact(fact, 'fr').text).toBe(text);
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
    ['reasons', Reason.options.map((reason) => describeReason(reason))],
    ['kinds of firmware', FirmwareKind.options.map((firmware) => describeFirmware(firmware))],
  ])('all %s have words of their own', (_, words) => {
    expect(new Set(words).size).toBe(words.length);
  });
});

it('a failure without its number, for where there is room for little', () => {
  expect(failureMeaning('0x2d0c618e')).toMatch(/^a file that its script names is not on the server/);
  expect(failureMeaning('0x2d0c618e', 'fr')).not.toContain('0x');
  expect(failureMeaning('')).toBe('the machine gave no reason; read its screen');
  expect(failureMeaning('no disk')).toBe('no disk');
});
