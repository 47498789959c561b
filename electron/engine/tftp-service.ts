import { autoexecScript, bareName } from '../boot/firmware.ts';
import type { FileRole, Ipv4, Phrase } from '../contract/model.ts';
import type { TftpAnswer, TftpPort, TftpReport } from '../tftp/port.ts';
import { type BootPlane, computerAt, isHandedOff, mayServe } from './boot-plane.ts';
import { GrubService, grubRole } from './grub-service.ts';
import { noteTftp } from './packet-notes.ts';
import { Transfers } from './transfers.ts';

/** Names that loaders try and that are normally not there: a missing one is no news (boot-facts on shim and iPXE). */
const tried = /^(revocations_.*\.efi|shim_certificate_\d+\.efi|autoexec\.ipxe|.*\.lst)$/;

/** What the TFTP server is given: files of the firmware folder and the script that iPXE for UEFI runs first. */
export function tftpService(plane: BootPlane): TftpPort {
  const transfers = new Transfers(plane);
  const grub = new GrubService(plane);
  return {
    open: (name, client) => grub.open(name, client) ?? open(plane, name, client),
    report: (report) => {
      noteTftp(plane, report);
      if (!grub.report(report)) note(plane, transfers, report);
    },
  };
}

function open(plane: BootPlane, name: string, client: Ipv4): TftpAnswer {
  if (bareName(name) === 'autoexec.ipxe') return autoexec(plane, client);
  const file = plane.firmware.find(name);
  const computer = computerAt(plane, client);
  if (computer && isHandedOff(plane, computer)) return { kind: 'missing', quiet: true };
  if (file) return { kind: 'file', name, content: { kind: 'bytes', bytes: file.bytes } };
  return { kind: 'missing', quiet: tried.test(bareName(name)) };
}

function autoexec(plane: BootPlane, client: Ipv4): TftpAnswer {
  const mac = plane.addresses.macOf(client);
  if (mac && mayServe(plane, plane.machines.find(mac)) !== true) return { kind: 'missing', quiet: true };
  const bytes = new TextEncoder().encode(autoexecScript(plane.serving.httpUrl, mac));
  return { kind: 'file', name: 'autoexec.ipxe', content: { kind: 'bytes', bytes } };
}

function roleOf(plane: BootPlane, name: string): FileRole {
  if (bareName(name) === 'autoexec.ipxe') return 'autoexec';
  const ofGrub = grubRole(name);
  if (ofGrub) return ofGrub;
  return plane.firmware.find(name) ? 'loader' : 'file';
}

function note(plane: BootPlane, transfers: Transfers, report: TftpReport): void {
  switch (report.kind) {
    case 'missing':
      if (!report.quiet) noteRefusal(plane, report.client, { code: 'tftp-not-there', name: report.name });
      break;
    case 'refused':
      noteRefusal(plane, report.client, { code: 'tftp-refused', name: report.name, cause: report.why });
      break;
    default: {
      const { name, size, ...transfer } = report.transfer;
      const file = { protocol: 'tftp' as const, role: roleOf(plane, name), file: name.split('/').at(-1) ?? name };
      const why = report.kind === 'failed' ? report.why : null;
      transfers.take({ ...transfer, kind: report.kind, token: null, file, bytes: size, why });
    }
  }
}

function noteRefusal(plane: BootPlane, client: Ipv4, why: Phrase): void {
  const computer = computerAt(plane, client);
  const boot = computer ? plane.recorder.newest(computer.id) : null;
  if (computer && boot) plane.recorder.note(computer, boot, { kind: 'ignored', protocol: 'tftp', why });
}
