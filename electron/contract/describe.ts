import type { BootFact, FileRole, FirmwareKind, Reason, Stage } from './model.ts';

/** A fact as a line of the log: one sentence, and whether somebody should look at it. */
export interface Sentence {
  readonly text: string;
  readonly trouble: boolean;
}

/** Bytes as a person reads them: `288 kB`, `14.2 MB`. */
export function describeBytes(bytes: number): string {
  if (bytes < 1_000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  if (bytes < 999_500) return `${Math.round(bytes / 1_000)} kB`;
  if (bytes < 999_950_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(2)} GB`;
}

/** Milliseconds as a person reads them: `0.08 s`, `4.2 s`, `3 min 20 s`, `2 h 5 min`. */
export function describeDuration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1_000;
  if (seconds < 0.995) return `${Math.max(0.01, seconds).toFixed(2)} s`;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return joined(Math.floor(whole / 60), 'min', whole % 60, 's');
  const minutes = Math.round(whole / 60);
  return joined(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

function joined(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** Completes "Boots “Lab Linux” …". */
export function describeReason(reason: Reason): string {
  switch (reason) {
    case 'exam':
      return 'because of a running exam';
    case 'task':
      return 'because of a task';
    case 'computer default':
      return 'as its own default';
    case 'room default':
      return 'as the default of its room';
    case 'global default':
      return 'as the default for all machines';
  }
}

/** How far a boot has come, for a badge or a column. */
export function describeStage(stage: Stage): string {
  switch (stage) {
    case 'seen':
      return 'asks for an address';
    case 'address':
      return 'has an address';
    case 'loader':
      return 'boot loader runs';
    case 'script':
      return 'has its script';
    case 'loading':
      return 'loads files';
    case 'started':
      return 'started';
    case 'running':
      return 'running';
    case 'failed':
      return 'failed';
  }
}

/** The firmware in the words of its settings page. */
export function describeFirmware(firmware: FirmwareKind): string {
  switch (firmware) {
    case 'bios':
      return 'BIOS';
    case 'uefi-ia32':
      return 'UEFI, 32 bit';
    case 'uefi-x64':
      return 'UEFI';
    case 'uefi-arm32':
      return 'UEFI, ARM 32 bit';
    case 'uefi-arm64':
      return 'UEFI, ARM';
    case 'unknown':
      return 'unknown firmware';
  }
}

/** One sentence for a tired technician: what happened, and after a fault what to do. */
export function describeFact(fact: BootFact): Sentence {
  switch (fact.kind) {
    case 'discover':
      return said(describeDiscover(fact));
    case 'offer':
      return said(describeOffer(fact));
    case 'address':
      return said(
        `Has the address ${fact.address}${fact.by === 'other server' ? ' from another DHCP server' : ''}` +
          `${fact.hostName === null ? '' : `, calls itself ${fact.hostName}`}.`,
      );
    case 'ignored':
      return said(`Left without an answer (${protocolNames[fact.protocol]}): ${sentence(fact.why)}`);
    case 'nak':
      return said(`Was told to ask for a new address: ${sentence(fact.why)}`);
    case 'declined':
      return trouble(
        `Found ${fact.address} already in use and will get another address. Look for a device with this fixed address.`,
      );
    case 'released':
      return said(`Gave the address ${fact.address} back.`);
    case 'range-exhausted':
      return trouble('Got no address: the range is full. Make the range larger, or the lease time shorter.');
    case 'file-started':
      return said(`Gets ${named(fact)}${fact.bytes === null ? '' : ` (${describeBytes(fact.bytes)})`}.`);
    case 'file-progress':
      return said(`${capital(named(fact))}: ${percentOf(fact.sent, fact.bytes)} %.`);
    case 'file-sent':
      return describeSent(fact);
    case 'file-failed':
      return trouble(describeFileFailure(fact));
    case 'script-served':
      return said(
        fact.again
          ? `Asks again and gets the same answer: “${fact.actionName}”.`
          : `Boots “${fact.actionName}” ${describeReason(fact.reason)}.`,
      );
    case 'script-aborted':
      return trouble(
        `Broke off while it fetched the script of “${fact.actionName}”. It asks again by itself; if not, check its cable and restart it.`,
      );
    case 'started':
      return said(
        fact.actionName === null
          ? 'Leaves the boot loader.'
          : `Leaves the boot loader and starts “${fact.actionName}”.`,
      );
    case 'progress':
      return said(`${capital(fact.text ?? 'progress')}: ${Math.round(fact.percent)} %.`);
    case 'running':
      return said(describeRunning(fact));
    case 'failed':
      return trouble(`Did not boot: ${sentence(explainFailure(fact.why))}`);
    case 'loader-line':
      return said(`iPXE: ${fact.text}`);
  }
}

type FactOf<K extends BootFact['kind']> = Extract<BootFact, { kind: K }>;

const protocolNames = { dhcp: 'DHCP', tftp: 'TFTP', http: 'HTTP' } as const;

function describeDiscover(fact: FactOf<'discover'>): string {
  const firmware = describeFirmware(fact.firmware);
  switch (fact.asks) {
    case 'firmware':
      return `Asks for a boot file (${firmware}${fact.firmware === 'unknown' ? architectureOf(fact) : ''}).`;
    case 'http-firmware':
      return `Asks for a boot file by HTTP (${firmware}${fact.firmware === 'unknown' ? architectureOf(fact) : ''}).`;
    case 'ipxe':
      return `The boot loader asks for its script (iPXE${fact.ipxeVersion === null ? '' : ` ${fact.ipxeVersion}`}, ${firmware}).`;
    case 'system':
      return `Its system asks for an address${fact.vendorClass === null ? '' : ` (${fact.vendorClass})`}.`;
  }
}

function architectureOf(fact: FactOf<'discover'>): string {
  return fact.architecture === null ? '' : `, architecture ${fact.architecture}`;
}

function describeOffer(fact: FactOf<'offer'>): string {
  if (fact.address === null) {
    return fact.bootFile === null
      ? 'Gets nothing from here: neither an address nor a boot file.'
      : `Is offered ${fact.bootFile}; the address comes from the other DHCP server.`;
  }
  return fact.bootFile === null ? `Is offered ${fact.address}.` : `Is offered ${fact.address} and ${fact.bootFile}.`;
}

function describeSent(fact: FactOf<'file-sent'>): Sentence {
  const text = `Got ${named(fact)}: ${describeBytes(fact.bytes)} in ${describeDuration(fact.milliseconds)}`;
  const rate =
    fact.bytes >= 1_000_000 && fact.milliseconds > 0
      ? ` (${describeBytes((fact.bytes / fact.milliseconds) * 1_000)}/s)`
      : '';
  if (fact.retransmitted === 0) return said(`${text}${rate}.`);
  const again = `${fact.retransmitted} ${fact.retransmitted === 1 ? 'block' : 'blocks'} sent again`;
  // A handful is a busy switch; more than one block in fifty of 1468 bytes is a cable.
  return fact.retransmitted * 50 > fact.bytes / 1_468 && fact.retransmitted > 3
    ? trouble(`${text}, with ${again}. Check its cable and switch port.`)
    : said(`${text}${rate}, ${again}.`);
}

function describeFileFailure(fact: FactOf<'file-failed'>): string {
  const progress =
    fact.bytes === null || fact.bytes === 0
      ? `after ${describeBytes(fact.sent)}`
      : `at ${percentOf(fact.sent, fact.bytes)} % of ${describeBytes(fact.bytes)}`;
  return `Did not get ${named(fact)}: stopped ${progress}, ${sentence(fact.why)} ${adviceFor(fact)}`;
}

function adviceFor(fact: FactOf<'file-failed'>): string {
  if (fact.sent === 0) return 'Check that the file is still there and can be read.';
  return fact.protocol === 'tftp'
    ? 'Check its cable and switch port, and that no firewall blocks UDP; then restart it.'
    : 'It tries once more by itself; if that fails too, check its cable and restart it.';
}

function describeRunning(fact: FactOf<'running'>): string {
  const system = fact.system === null ? 'The system' : fact.system;
  const host = fact.hostName === null ? '' : ` as ${fact.hostName}`;
  return fact.sign === 'report'
    ? `${system} is running${host} (it reported).`
    : `${system} is running${host} (it asked for an address).`;
}

const roleNames: Readonly<Record<FileRole, string>> = {
  loader: '',
  autoexec: '',
  kernel: 'kernel ',
  initrd: 'initrd ',
  file: '',
};

function named(fact: { readonly role: FileRole; readonly file: string }): string {
  return `${roleNames[fact.role]}${fact.file}`;
}

/** 100 only when nothing is missing. */
function percentOf(sent: number, bytes: number): number {
  if (bytes <= 0 || sent >= bytes) return 100;
  return Math.max(0, Math.floor((sent / bytes) * 100));
}

/** What the boot loader's error number means; the first byte is its POSIX error (ipxe: src/include/errno.h). */
const loaderErrors: Readonly<Record<number, string>> = {
  2: 'access to a file was denied; a signed loader or an unsigned kernel under Secure Boot does that',
  4: 'it has no address; check the cable, and that only one DHCP server answers',
  11: 'somebody cancelled it at the keyboard',
  14: 'the server refused the connection; check that Rollcall is serving and that no firewall blocks its HTTP port',
  15: 'the connection was cut in the middle of a file; check its cable and restart it',
  23: 'it cannot reach the server; check the cable, and that only one DHCP server answers',
  29: 'a file arrived damaged or the disk could not be read; restart it, and check its cable if this happens again',
  38: 'its network card has no link; check the cable',
  40: 'it cannot reach the server; check that its address is of the same network as the server',
  44: 'it does not find its network card or disk; check the firmware settings',
  45: 'a file that its script names is not on the server; check the paths of the action',
  46: 'a file is not something that this firmware can start; check that the kernel fits the machine (BIOS or UEFI, 32 or 64 bit)',
  49: 'its memory is too small for the files of this action',
  60: 'its boot loader cannot do what the script asks; use the loader that Rollcall brings',
  76: 'the server did not answer in time; check the cable, the switch port, and that no firewall blocks Rollcall',
};

/**
 * The words for a failure. iPXE reports a bare error number (`0x2d0c618e`, the `${errno}` of a script); anything else
 * is already words and comes back as it is.
 */
export function explainFailure(why: string): string {
  const number = /^0x([0-9a-f]{7,8})$/i.exec(why.trim())?.[1];
  if (number === undefined) return why.trim() === '' ? 'the machine gave no reason; read its screen' : why;
  const code = Number.parseInt(number, 16);
  const meaning = loaderErrors[code >>> 24] ?? 'its boot loader stopped with an error; read its screen';
  return `${meaning} (iPXE error 0x${number.toLowerCase().padStart(8, '0')})`;
}

function said(text: string): Sentence {
  return { text, trouble: false };
}

function trouble(text: string): Sentence {
  return { text, trouble: true };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
