import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseSyslog } from '../../electron/syslog/parse.ts';

it.each([
  ['a line of iPXE', '<6>ipxe: http://10.77.0.1:8080/boot/x.ipxe... ok', 'http://10.77.0.1:8080/boot/x.ipxe... ok'],
  ['a line with the host in front', '<6>pc-02 ipxe: Booting', 'Booting'],
  ['a line with host and domain', '<6>pc-02.room.example ipxe: Booting', 'Booting'],
  ['a line without a priority', 'ipxe: Booting', 'Booting'],
  ['an indented line, which keeps its blanks', '<6>ipxe:   next-server: 10.77.0.1', '  next-server: 10.77.0.1'],
  ['another sender, whose tag stays', '<13>Mar  6 10:00:00 pc-02 kernel: up', 'Mar  6 10:00:00 pc-02 kernel: up'],
  ['colours and a line end', '<6>ipxe: \x1b[1miPXE 2.0.0\x1b[0m -- Boot Firmware\r\n', 'iPXE 2.0.0 -- Boot Firmware'],
  ['control characters', '<6>ipxe: a\0b\x07c', 'a b c'],
  ['bytes that are no UTF-8', '<6>ipxe: a\xff\xfeb', 'a b'],
  ['words that look like the tag', '<6>ipxe: ipxe: twice', 'ipxe: twice'],
])('%s', (_case, datagram, text) => {
  expect(parseSyslog(Buffer.from(datagram, 'latin1'))).toEqual({ text });
});

it.each(['', '<6>', '<6>ipxe: ', '<6>ipxe:  \r\n', '\0\0\0'])('%j says nothing', (datagram) => {
  expect(parseSyslog(Buffer.from(datagram, 'latin1'))).toBeNull();
});

it('keeps no more than 512 characters', () => {
  expect(parseSyslog(Buffer.from(`<6>ipxe: ${'x'.repeat(5_000)}`))?.text).toHaveLength(512);
});

it('gives printable text or nothing, whatever comes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1_500 }), (bytes) => {
      const line = parseSyslog(bytes);
      return line === null || (line.text.length <= 512 && !/[\p{C}]/u.test(line.text));
    }),
  );
});
