import { filesOf } from '../boot/remedy.ts';
import { describePhrase } from '../contract/describe.ts';
import type { ServiceState } from '../contract/model.ts';
import { pairs } from './table.ts';

type Serving = Extract<ServiceState, { state: 'serving' }>;

/** What is served, in one line; in mode `off` also what the other DHCP server must say; then each warning. */
export function servingLines(service: Serving): string[] {
  return [
    servingLine(service),
    ...otherServerLine(service),
    ...(service.settings.mode === 'off' ? otherServerLines(service) : []),
    ...service.warnings.map((warning) => `Warning: ${describePhrase(warning)}`),
  ];
}

function otherServerLine({ otherServer, settings }: Serving): string[] {
  if (otherServer === null) return [];
  return [describePhrase({ code: 'other-server', address: otherServer, card: settings.card })];
}

/** What is wrong, and what to do. */
export function troubleOf({ why, remedy }: Extract<ServiceState, { state: 'failed' }>): string {
  return [why, ...(remedy ? [remedy] : [])].map((phrase) => describePhrase(phrase)).join(' ');
}

/** `Serving on room0 10.77.0.1: DHCP full 10.77.0.100-10.77.0.200, TFTP, HTTP http://10.77.0.1:8080` */
export function servingLine({ settings, address, range, httpUrl }: Serving): string {
  const dhcp = range ? `DHCP ${settings.mode} ${range.first}-${range.last}` : `DHCP ${settings.mode}`;
  return `Serving on ${settings.card} ${address}: ${dhcp}, TFTP, HTTP ${httpUrl}`;
}

/**
 * What a person enters in the DHCP server that is already there. Architectures are option 93's (RFC 4578 §2.1, and
 * the IANA registry for HTTP); without the line for iPXE a BIOS machine would load its loader again and again.
 */
export function otherServerLines({ address, httpUrl }: Pick<Serving, 'address' | 'httpUrl'>): string[] {
  const x64 = filesOf('ipxe', 'uefi-x64')?.[0] ?? '-';
  const arm64 = filesOf('ipxe', 'uefi-arm64')?.[0] ?? '-';
  return [
    'Enter this in the other DHCP server:',
    ...pairs([
      ['  Next server (option 66)', address],
      ['  Boot file (option 67), user class iPXE (option 77)', `${httpUrl}/boot/\${mac:hexhyp}.ipxe`],
      ['  Boot file, BIOS (option 93: 0)', filesOf('ipxe', 'bios')?.[0] ?? '-'],
      ['  Boot file, UEFI 64 bit (option 93: 7 or 9)', x64],
      ['  Boot file, UEFI ARM 64 bit (option 93: 11)', arm64],
      ['  Boot file, UEFI HTTP 64 bit (option 93: 16), with option 60 HTTPClient', `${httpUrl}/${x64}`],
      ['  Boot file, UEFI HTTP ARM 64 bit (option 93: 19), with option 60 HTTPClient', `${httpUrl}/${arm64}`],
    ]),
  ];
}
