const LONGEST_LINE = 512;
/** iPXE colours its banner: ESC `[` … letter. */
const colour = new RegExp(`${String.fromCharCode(0x1b)}\\[[0-9;]*[A-Za-z]`, 'g');

/** One console line of a boot loader. */
export interface LoaderLine {
  readonly text: string;
}

/**
 * Reads a syslog datagram of iPXE: `<6>[host ]ipxe: text`, one console line each (iPXE net/udp/syslog.c). Other
 * senders' lines are kept whole, since their tag is part of what they say. The text is printable and holds no more
 * than 512 characters; null when nothing readable is left.
 */
export function parseSyslog(datagram: Uint8Array): LoaderLine | null {
  const line = new TextDecoder().decode(datagram.subarray(0, LONGEST_LINE * 2));
  const body = line.replace(/^<\d{1,3}>/, '').replace(/^(?:[\w.-]{1,128} )?ipxe: ?/, '');
  const text = body
    .replace(colour, '')
    .replace(/[\p{C}\uFFFD]+/gu, ' ')
    .replace(/\s+$/u, '')
    .slice(0, LONGEST_LINE);
  return text.trim() === '' ? null : { text };
}
