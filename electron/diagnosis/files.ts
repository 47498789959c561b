import { percentOf } from '../contract/describe-numbers.ts';
import type { Finding } from '../contract/diagnosis.ts';
import type { Phrase } from '../contract/model.ts';
import { patience } from './patience.ts';
import type { EventOf, Story, Transfer } from './story.ts';
import { afterSilence, type Case, type Clue, finding } from './view.ts';

/** From the script to the moment at which the loader is left. */
export function fileClues(of: Case): readonly Clue[] {
  const { story } = of;
  return [
    ...story.all('ignored').flatMap((event) => refusedFile(story, event)),
    ...story.transfers.flatMap((transfer) => brokenHttp(of, transfer)),
    ...loaderFailure(of),
  ];
}

/** A path that was refused and that the machine could not do without: nothing came of the boot afterwards. */
function refusedFile(story: Story, { id, fact }: EventOf<'ignored'>): readonly Finding[] {
  const { why } = fact;
  if (why.code !== 'http-refused' || story.after(id, 'started', 'running')) return [];
  const { cause } = why;
  const path = placeOf(why.path);
  switch (cause.code) {
    case 'http-time-passed':
      return [finding({ code: 'window-over', path }, 'certain', [id])];
    case 'file-cannot-open':
    case 'file-cannot-read':
      return [finding({ code: 'file-unreadable', file: path, error: cause.error }, 'certain', [id])];
    case 'http-kiosk-no-pxe':
      return [finding({ code: 'kiosk-without-pxe' }, 'certain', [id])];
    case 'http-no-such-file':
    case 'http-nothing-here':
    case 'file-not-a-file':
      return [finding({ code: 'file-not-there', path }, failedAfter(story, id) ? 'certain' : 'possible', [id])];
    default:
      return [];
  }
}

/** What a person knows a file by: its name, or its place inside the image; not the address with the boot's own word. */
const placeOf = (path: string): string => /^\/(?:files\/\d+\/[^/]+|tree\/\d+\/[^/]+)\/(.+)$/.exec(path)?.[1] ?? path;

const failedAfter = (story: Story, id: number): boolean => story.after(id, 'failed') !== null;

/** A download by HTTP that broke, or that stands still, and that no later try made good. */
function brokenHttp(of: Case, transfer: Transfer): readonly Clue[] {
  const { story } = of;
  const { protocol, end, lastId, lastAt, firstId, file } = transfer;
  if (protocol !== 'http' || end === 'sent' || story.hadLater(transfer)) return [];
  if (story.after(lastId, 'started', 'running')) return [];
  if (story.transfers.some((other) => other.file === file && other.firstId > firstId)) return [];
  if (end === 'failed') return [brokenMeaning(transfer)];
  const gaveUp = story.after(lastId, 'failed');
  if (gaveUp) return [cut(transfer, [gaveUp.id])];
  return afterSilence(of, lastAt, patience.transfer, () => [stalled(transfer)]);
}

const percentHad = ({ sent, bytes }: Transfer): number => percentOf(sent, bytes ?? sent * 2);

const stalled = (transfer: Transfer): Finding =>
  finding({ code: 'download-stalled', file: transfer.file, percent: percentHad(transfer) }, 'likely', transfer.ids);

const cut = (transfer: Transfer, more: readonly number[] = []): Finding =>
  finding({ code: 'download-cut', file: transfer.file, percent: percentHad(transfer) }, 'certain', [
    ...transfer.ids,
    ...more,
  ]);

function brokenMeaning(transfer: Transfer): Finding {
  const { file, why, ids } = transfer;
  switch (why?.code) {
    case 'file-changed':
    case 'http-other-file':
      return finding({ code: 'file-changed', file }, 'certain', ids);
    case 'file-cannot-open':
    case 'file-cannot-read':
      return finding({ code: 'file-unreadable', file, error: errorOf(why) }, 'certain', ids);
    case 'http-machine-slow':
      return stalled(transfer);
    default:
      return cut(transfer);
  }
}

const errorOf = (why: Phrase): string => ('error' in why ? why.error : '');

/** What the boot loader told by its number; a system that told in words is another matter. */
function loaderFailure(of: Case): readonly Finding[] {
  const { story } = of;
  const failed = story.last('failed');
  if (!failed || story.after(failed.id, 'script-served', 'started', 'running')) return [];
  const number = /^0x([0-9a-f]{7,8})$/i.exec(failed.fact.why.trim())?.[1];
  if (number === undefined) return [];
  const evidence = evidenceOf(story, failed.id);
  const code = Number.parseInt(number, 16);
  if (refusedByFirmware(of, code)) return [finding({ code: 'kernel-not-signed' }, 'certain', evidence)];
  const cause = meaningOf(of, code >>> 24, `0x${number.toLowerCase().padStart(8, '0')}`);
  const found = finding(cause, cause.code === 'kernel-not-signed' ? 'likely' : 'certain', evidence);
  if (cause.code !== 'wrong-format' || !hasKernel(of)) return [found];
  return [found, finding({ code: 'kernel-not-signed' }, 'possible', evidence)];
}

/**
 * Under UEFI the last byte of iPXE's number is an EFI status with its highest bit set (ipxe: src/include/errno/efi.h).
 * EFI_SECURITY_VIOLATION (26) comes from the firmware alone; EFI_ACCESS_DENIED (15) stands for any denied access.
 */
const refusedByFirmware = (of: Case, code: number): boolean => (code & 0xff) === 0x9a && hasKernel(of);

/** A kernel was there to be started, by UEFI. */
const hasKernel = ({ boot, story }: Case): boolean =>
  boot.firmware.startsWith('uefi') && story.transfers.some(({ role, end }) => role === 'kernel' && end === 'sent');

/** The failure itself, and the last file that the loader had before it. */
function evidenceOf(story: Story, id: number): readonly number[] {
  const file = story.transfers.findLast(
    ({ role, firstId }) => role !== 'loader' && role !== 'autoexec' && firstId < id,
  );
  return file ? [file.lastId, id] : [id];
}

/** iPXE's numbers carry the POSIX error in their first byte (ipxe: src/include/errno.h). */
function meaningOf(of: Case, posix: number, number: string): Finding['cause'] {
  switch (posix) {
    case 2:
      return denied(of, number);
    case 4:
      return { code: 'loader-no-address' };
    case 11:
      return { code: 'cancelled' };
    case 14:
      return { code: 'connection-refused' };
    case 15:
    case 23:
    case 40:
    case 76:
      return { code: 'server-unreachable' };
    case 29:
      return { code: 'damaged-file' };
    case 38:
      return { code: 'no-link' };
    case 44:
      return { code: 'no-device' };
    case 45:
      return { code: 'file-not-there', path: null };
    case 46:
      return { code: 'wrong-format', firmware: of.boot.firmware };
    case 49:
      return { code: 'low-memory' };
    case 60:
      return { code: 'loader-too-old' };
    default:
      return { code: 'loader-error', number };
  }
}

/** "Permission denied" is a certificate where HTTPS is used, and Secure Boot where a kernel was there to be started. */
function denied(of: Case, number: string): Finding['cause'] {
  const { boot, story } = of;
  const aboutTls = story.all('loader-line').some(({ fact }) => /certificate|x509|\bTLS\b/i.test(fact.text));
  if (aboutTls || (boot.script ?? '').includes('https://')) return { code: 'certificate' };
  if (hasKernel(of)) return { code: 'kernel-not-signed' };
  return { code: 'loader-error', number };
}
