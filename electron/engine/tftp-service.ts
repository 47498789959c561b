import { autoexecScript } from '../boot/firmware.ts';
import type { FileRole, Ipv4 } from '../contract/model.ts';
import type { TftpAnswer, TftpPort, TftpReport, TftpTransferReport } from '../tftp/port.ts';
import { type BootPlane, bootOfTransfer, computerAt, mayServe } from './boot-plane.ts';
import { Transfers } from './transfers.ts';

/** Names that loaders try and that are normally not there: a missing one is no news (boot-facts on shim and iPXE). */
const tried = /^(revocations_.*\.efi|shim_certificate_\d+\.efi|autoexec\.ipxe|.*\.lst)$/;

/** What the TFTP server is given: files of the firmware folder and the script that iPXE for UEFI runs first. */
export function tftpService(plane: BootPlane): TftpPort {
  const transfers = new Transfers(plane);
  return {
    open: (name, client) => open(plane, name, client),
    report: (report) => note(plane, transfers, report),
  };
}

function open(plane: BootPlane, name: string, client: Ipv4): TftpAnswer {
  if (name === 'autoexec.ipxe') return autoexec(plane, client);
  const file = plane.firmware.find(name);
  if (file) return { kind: 'file', name, content: { kind: 'bytes', bytes: file.bytes } };
  return { kind: 'missing', quiet: tried.test(name) };
}

function autoexec(plane: BootPlane, client: Ipv4): TftpAnswer {
  const mac = plane.addresses.macOf(client);
  if (mac && mayServe(plane, plane.machines.find(mac)) !== true) return { kind: 'missing', quiet: true };
  const bytes = new TextEncoder().encode(autoexecScript(plane.serving.httpUrl, mac));
  return { kind: 'file', name: 'autoexec.ipxe', content: { kind: 'bytes', bytes } };
}

function roleOf(plane: BootPlane, name: string): FileRole {
  if (name === 'autoexec.ipxe') return 'autoexec';
  return plane.firmware.find(name) ? 'loader' : 'file';
}

function note(plane: BootPlane, transfers: Transfers, report: TftpReport): void {
  switch (report.kind) {
    case 'started':
      return noteStart(plane, transfers, report.transfer);
    case 'progress': {
      const { id, size, sent } = report.transfer;
      return transfers.progress(id, { kind: 'file-progress', ...words(plane, report.transfer), sent, bytes: size });
    }
    case 'sent': {
      const { id, size, milliseconds, retransmitted } = report.transfer;
      return transfers.end(id, {
        kind: 'file-sent',
        ...words(plane, report.transfer),
        bytes: size,
        milliseconds,
        retransmitted,
      });
    }
    case 'probed':
      return transfers.drop(report.transfer.id);
    case 'failed': {
      const { id, size, sent } = report.transfer;
      return transfers.end(id, {
        kind: 'file-failed',
        ...words(plane, report.transfer),
        sent,
        bytes: size,
        why: report.why,
      });
    }
    case 'missing':
      if (!report.quiet) noteRefusal(plane, report.client, `it asked by TFTP for ${report.name}, which is not there`);
      return;
    case 'refused':
      return noteRefusal(plane, report.client, `${report.name}: ${report.why}`);
  }
}

function words(plane: BootPlane, transfer: TftpTransferReport) {
  return { protocol: 'tftp' as const, role: roleOf(plane, transfer.name), file: transfer.name };
}

function noteStart(plane: BootPlane, transfers: Transfers, transfer: TftpTransferReport): void {
  const computer = computerAt(plane, transfer.client);
  const boot = computer && bootOfTransfer(plane, computer, roleOf(plane, transfer.name));
  if (!computer || !boot) return;
  transfers.begin(transfer.id, computer, boot, {
    kind: 'file-started',
    ...words(plane, transfer),
    bytes: transfer.size,
  });
}

function noteRefusal(plane: BootPlane, client: Ipv4, why: string): void {
  const computer = computerAt(plane, client);
  const boot = computer ? plane.recorder.newest(computer.id) : null;
  if (computer && boot) plane.recorder.note(computer, boot, { kind: 'ignored', protocol: 'tftp', why });
}
