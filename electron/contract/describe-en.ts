import { failureWords } from './describe-failure.ts';
import { describeBytes, describeDuration, ended, isBadCable, percentOf } from './describe-numbers.ts';
import { describePhrase } from './describe-phrase.ts';
import type { DescribeWords, FactOf } from './describe-words.ts';
import type { FileRole } from './model.ts';
import type { Phrase } from './phrase.ts';

const protocols = { dhcp: 'DHCP', tftp: 'TFTP', http: 'HTTP' } as const;

const roles: Readonly<Record<FileRole, string>> = {
  loader: '',
  autoexec: '',
  kernel: 'kernel ',
  initrd: 'initrd ',
  file: '',
};

const say = (why: Phrase): string => describePhrase(why, 'en');
const named = (fact: { readonly role: FileRole; readonly file: string }): string => `${roles[fact.role]}${fact.file}`;

export const english: DescribeWords = {
  facts: {
    discover,
    offer,
    address: ({ address, by, hostName }) =>
      `has the address ${address}${by === 'other server' ? ' from another DHCP server' : ''}` +
      `${hostName === null ? '' : `, calls itself ${hostName}`}.`,
    ignored: ({ protocol, why }) => `was left without an answer (${protocols[protocol]}): ${ended(say(why))}`,
    nak: ({ why }) => `was told to ask for a new address: ${ended(say(why))}`,
    declined: ({ address }) =>
      `found ${address} already in use and will get another address. Look for a device with this fixed address.`,
    released: ({ address }) => `gave the address ${address} back.`,
    'range-exhausted': () => 'got no address: the range is full. Make the range larger, or the lease time shorter.',
    'file-started': (fact) => `gets ${named(fact)}${fact.bytes === null ? '' : ` (${describeBytes(fact.bytes)})`}.`,
    'file-progress': (fact) => `loads ${named(fact)}: ${percentOf(fact.sent, fact.bytes)} %.`,
    'file-sent': sent,
    'file-failed': fileFailed,
    'script-served': (fact) =>
      fact.again
        ? `asks again and gets the same answer: “${fact.actionName}”.`
        : `boots “${fact.actionName}” ${english.reasons[fact.reason]}.`,
    remedy: ({ loader, style, pace }) => {
      if (style === 'full-offer')
        return 'took no offer without an address: from now on it is offered one of ours together with its boot file.';
      if (style === 'boot-server')
        return 'took no notice of our boot file: from now on it is told when it asks port 4011.';
      if (style === 'boot-file')
        return 'took no notice of our boot file on port 4011 either: it is offered as usual again.';
      if (pace === 'gentle') return 'lost a large download on its way: from now on it is sent files slowly.';
      if (pace === 'full') return 'loses large downloads however they are sent: it is sent them as usual again.';
      switch (loader) {
        case 'debian':
          return 'did not start the loader it fetched: Secure Boot is likely on. From now on it gets Debian’s signed loaders.';
        case 'ipxe-signed':
          return 'did not start the loader it fetched: Secure Boot is likely on. From now on it gets iPXE’s own signed loader.';
        case 'legacy':
          return 'did not get on with the loader: from now on it gets an old iPXE.';
        case 'native':
          return 'did not start the loader it fetched: from now on it gets iPXE with its own drivers.';
        default:
          return 'started none of our loaders: it gets the usual one again.';
      }
    },
    'script-aborted': ({ actionName }) =>
      `broke off while it fetched the script of “${actionName}”. It asks again by itself; if not, check its cable and restart it.`,
    started: ({ actionName }) =>
      actionName === null ? 'leaves the boot loader.' : `leaves the boot loader and starts “${actionName}”.`,
    progress: ({ text, percent }) => `reports ${text ?? 'progress'}: ${Math.round(percent)} %.`,
    running: ({ system, hostName, sign }) =>
      `runs ${system ?? 'its system'}${hostName === null ? '' : ` as ${hostName}`} ` +
      `(${sign === 'report' ? 'it reported' : 'it asked for an address'}).`,
    failed: ({ why }) => `did not boot: ${ended(failureWords(english, why))}`,
    'loader-line': ({ text }) => `says in iPXE: ${text}`,
  },
  reasons: {
    exam: 'because of a running exam',
    task: 'because of a task',
    'computer default': 'as its own default',
    'room default': 'as the default of its room',
    'global default': 'as the default for all machines',
  },
  firmware: {
    bios: 'BIOS',
    'uefi-ia32': 'UEFI, 32 bit',
    'uefi-x64': 'UEFI',
    'uefi-arm32': 'UEFI, ARM 32 bit',
    'uefi-arm64': 'UEFI, ARM',
    unknown: 'unknown firmware',
  },
  loaderErrors: {
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
  },
  shortErrors: {
    2: 'Access denied',
    4: 'No address',
    11: 'Cancelled',
    14: 'Refused',
    15: 'Cut off',
    23: 'Unreachable',
    29: 'Bad data',
    38: 'No link',
    40: 'Unreachable',
    44: 'No device',
    45: 'File not found',
    46: 'Wrong format',
    49: 'Low memory',
    60: 'Loader too old',
    76: 'No answer',
  },
  shortOther: 'Gave up',
  otherError: 'its boot loader stopped with an error; read its screen',
  noReason: 'the machine gave no reason; read its screen',
  errorNumber: (number) => `iPXE error ${number}`,
};

function discover(fact: FactOf<'discover'>): string {
  const firmware = english.firmware[fact.firmware];
  const unknown = fact.firmware === 'unknown' && fact.architecture !== null;
  const architecture = unknown ? `, architecture ${fact.architecture}` : '';
  switch (fact.asks) {
    case 'firmware':
      return `asks for a boot file (${firmware}${architecture}).`;
    case 'http-firmware':
      return `asks for a boot file by HTTP (${firmware}${architecture}).`;
    case 'ipxe':
      return `asks for its script from the boot loader (iPXE${fact.ipxeVersion === null ? '' : ` ${fact.ipxeVersion}`}, ${firmware}).`;
    case 'system':
      return `asks for an address from its system${fact.vendorClass === null ? '' : ` (${fact.vendorClass})`}.`;
  }
}

function offer({ address, bootFile }: FactOf<'offer'>): string {
  if (address !== null) return `is offered ${bootFile === null ? address : `${address} and ${bootFile}`}.`;
  return bootFile === null
    ? 'gets nothing from here: neither an address nor a boot file.'
    : `is offered ${bootFile}; the address comes from the other DHCP server.`;
}

function sent(fact: FactOf<'file-sent'>): string {
  const { bytes, milliseconds, retransmitted } = fact;
  const text = `got ${named(fact)}: ${describeBytes(bytes)} in ${describeDuration(milliseconds)}`;
  const measured = bytes >= 1_000_000 && milliseconds > 0;
  const rate = measured ? ` (${describeBytes((bytes / milliseconds) * 1_000)}/s)` : '';
  if (retransmitted === 0) return `${text}${rate}.`;
  const again = `${retransmitted} ${retransmitted === 1 ? 'block' : 'blocks'} sent again`;
  return isBadCable(bytes, retransmitted)
    ? `${text}, with ${again}. Check its cable and switch port.`
    : `${text}${rate}, ${again}.`;
}

function fileFailed(fact: FactOf<'file-failed'>): string {
  const progress =
    fact.bytes === null || fact.bytes === 0
      ? `after ${describeBytes(fact.sent)}`
      : `at ${percentOf(fact.sent, fact.bytes)} % of ${describeBytes(fact.bytes)}`;
  return `did not get ${named(fact)}: stopped ${progress}, ${ended(say(fact.why))} ${advice(fact)}`;
}

function advice(fact: FactOf<'file-failed'>): string {
  if (fact.sent === 0) return 'Check that the file is still there and can be read.';
  return fact.protocol === 'tftp'
    ? 'Check its cable and switch port, and that no firewall blocks UDP; then restart it.'
    : 'It tries once more by itself; if that fails too, check its cable and restart it.';
}
