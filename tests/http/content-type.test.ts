import { expect, it } from 'vitest';
import { contentType } from '../../electron/http/content-type.ts';

it.each([
  ['snponly.efi', 'application/efi'],
  ['BOOTX64.EFI', 'application/efi'],
  ['autoexec.ipxe', 'text/plain; charset=utf-8'],
  ['playlist.html', 'text/html; charset=utf-8'],
  ['debian.iso', 'application/vnd.efi-iso'],
  ['initrd.img', 'application/vnd.efi-img'],
  ['vmlinuz', 'application/octet-stream'],
  ['vmlinuz-6.1.0-amd64', 'application/octet-stream'],
  ['.efi.sig', 'application/octet-stream'],
])('%s is %s', (name, type) => {
  expect(contentType(name)).toBe(type);
});
