import type { Ipv4 } from '../contract/model.ts';
import { makeIpxeOptions } from './ipxe-options.ts';
import { makeOption, messageType } from './options.ts';
import type { DhcpOption, DhcpPacket } from './packet.ts';
import type { DhcpClientView, DhcpServerView } from './port.ts';
import { discoveryControl, makePxeVendorOptions, readPxeVendorOptions } from './pxe-options.ts';

/** The part of a reply that tells a machine what to load. */
export interface BootReply {
  readonly siaddr: Ipv4;
  readonly file: string;
  readonly options: readonly DhcpOption[];
  /** The file or URL as it is named to the machine; null: it is told nothing to boot. */
  readonly bootFile: string | null;
}

const nothing: BootReply = { siaddr: '0.0.0.0', file: '', options: [], bootFile: null };

/** The longest name that the `file` field holds with its NUL; a longer one goes in option 67 alone. */
const longestFile = 127;

/** What this machine is told to boot in the reply to `request`; with no step, nothing that a plain DHCP server would not say. */
export function bootReply(request: DhcpPacket, server: DhcpServerView, machine: DhcpClientView): BootReply {
  const bootFile = bootFileOf(machine);
  if (bootFile === null) return nothing;
  const http = machine.client.kind === 'firmware' && machine.client.transport === 'http';
  const byTftp = machine.step.kind === 'loader' && !http;
  return {
    siaddr: server.address,
    file: bootFile.length <= longestFile ? bootFile : '',
    options: [
      // EDK2 and iPXE compare this and nothing behind it: exactly nine and ten bytes.
      makeOption('vendorClass', http ? 'HTTPClient' : 'PXEClient'),
      ...vendorOptions(request, server, machine, http),
      ...(byTftp ? [makeOption('tftpServerName', server.address)] : []),
      makeOption('bootFileName', bootFile),
      // iPXE for UEFI sends its console there; it learns it from the firmware's cached lease as well.
      makeOption('logServer', [server.address]),
    ],
    bootFile,
  };
}

function bootFileOf({ client, step }: DhcpClientView): string | null {
  switch (step.kind) {
    case 'nothing':
      return null;
    case 'script':
      return step.url;
    case 'loader':
      return client.kind === 'firmware' && client.transport === 'http' ? step.url : step.file;
  }
}

/**
 * Option 43 keeps EDK2 from asking port 4011 first, 175.176 and option 60 keep iPXE from waiting two seconds for a
 * proxy. Beside another DHCP server we are that proxy, so 176 is not said.
 */
function vendorOptions(
  request: DhcpPacket,
  server: DhcpServerView,
  machine: DhcpClientView,
  http: boolean,
): readonly DhcpOption[] {
  if (machine.client.kind === 'ipxe') return server.mode === 'full' ? [makeIpxeOptions({ noPxeDhcp: true })] : [];
  if (http) return [];
  // Some firmware drops a proxy offer with option 43, and asks port 4011 when there is none (pixiecore: pixiecore/dhcp.go).
  if (machine.style === 'boot-server' && server.mode === 'proxy' && messageType(request) === 'discover') return [];
  const bootItem = readPxeVendorOptions(request)?.bootItem ?? null;
  return [makePxeVendorOptions({ discoveryControl: discoveryControl.useBootFile, bootItem })];
}
