/**
 * The Content-Type of a served file, by the ending of its name.
 *
 * UEFI HTTP boot decides by this header what it was given: a program to start or a disk image to mount
 * (edk2 HttpBootSupport.c). iPXE goes by the content itself. A browser would save a page of any other type.
 */
export function contentType(name: string): string {
  const ending = /\.[a-z0-9]+$/i.exec(name)?.[0].toLowerCase();
  switch (ending) {
    case '.efi':
      return 'application/efi';
    case '.ipxe':
      return 'text/plain; charset=utf-8';
    case '.html':
      return 'text/html; charset=utf-8';
    case '.iso':
      return 'application/vnd.efi-iso';
    case '.img':
      return 'application/vnd.efi-img';
    default:
      return 'application/octet-stream';
  }
}
