import type { Computer, Ipv4 } from '../contract/model.ts';
import type { DhcpDecision } from '../dhcp/decide.ts';
import { optionTable } from '../dhcp/options.ts';
import type { DhcpOption, DhcpPacket } from '../dhcp/packet.ts';
import { readSubOptions, writeSubOptions } from '../dhcp/sub-options.ts';
import type { HttpReport } from '../http/port.ts';
import type { Endpoint } from '../packets/record.ts';
import type { TftpReport } from '../tftp/port.ts';
import { type BootPlane, computerAt } from './boot-plane.ts';

/** What is written down of each packet, for the viewer and for a capture file; never a text or a token. */

const everybody: Ipv4 = '255.255.255.255';
const nobody: Ipv4 = '0.0.0.0';

/** Ports of clients are not told by the servers: those of the range for them, one an exchange. */
const clientPorts = { first: 49_152, count: 16_000 } as const;

export function noteDhcp(plane: BootPlane, { mac }: Computer, question: DhcpPacket, decision: DhcpDecision): void {
  const { packets, serving } = plane;
  const isBootServer = decision.kind === 'reply' && decision.asked === 'boot-server';
  const server = { address: serving.address, port: isBootServer ? 4_011 : 67 };
  const asking = { address: question.ciaddr, port: 68 };
  const toServer = question.ciaddr === nobody ? { ...server, address: everybody } : server;
  packets.note(mac, asking, toServer, { protocol: 'dhcp', packet: withoutLogin(question) });
  if (decision.kind !== 'reply') return;
  const { destination, packet } = decision;
  const to = destination.kind === 'source' ? asking : { address: destination.address, port: destination.port };
  packets.note(mac, server, to, { protocol: 'dhcp', packet });
}

/** iPXE's user names and passwords, 175.190 to 193 (ipxe: src/include/ipxe/dhcp.h). */
const logins: ReadonlySet<number> = new Set([190, 191, 192, 193]);

/** The packet with every login in option 175 taken out: nobody who looks at packets needs it. */
function withoutLogin(packet: DhcpPacket): DhcpPacket {
  const isOurs = ({ code }: DhcpOption): boolean => code === optionTable.ipxe.code;
  const found = packet.options.find(isOurs);
  const inner = found && readSubOptions(found.data);
  if (!found || (inner && !inner.some(({ code }) => logins.has(code)))) return packet;
  const kept = writeSubOptions(
    (inner ?? []).filter(({ code }) => !logins.has(code)),
    'bare',
  );
  return { ...packet, options: packet.options.map((option) => (isOurs(option) ? { ...option, data: kept } : option)) };
}

export function noteTftp(plane: BootPlane, report: TftpReport): void {
  const [client, name] =
    'transfer' in report ? [report.transfer.client, report.transfer.name] : [report.client, report.name];
  const isError = report.kind === 'missing' || report.kind === 'refused';
  if (report.kind !== 'started' && !isError) return;
  const computer = computerAt(plane, client);
  if (!computer) return;
  const asking = clientOf(client, 'transfer' in report ? report.transfer.id : 0);
  const server = { address: plane.serving.address, port: 69 };
  plane.packets.note(computer.mac, asking, server, { protocol: 'tftp', message: { kind: 'read', name } });
  if (!isError) return;
  const message =
    report.kind === 'missing'
      ? ({ kind: 'error', code: 1, words: 'file not found' } as const)
      : ({ kind: 'error', code: 2, words: 'access violation' } as const);
  plane.packets.note(computer.mac, server, asking, { protocol: 'tftp', message });
}

export function noteHttp(plane: BootPlane, computer: Computer | null, report: HttpReport): void {
  switch (report.kind) {
    case 'started':
      noteExchange(plane, computer, report.transfer.client, {
        path: report.transfer.path,
        status: report.transfer.size === report.transfer.total ? '200 OK' : '206 Partial Content',
        bytes: report.transfer.size,
      });
      break;
    case 'missing':
    case 'gone':
    case 'refused': {
      const status =
        report.kind === 'gone' ? '410 Gone' : report.kind === 'missing' ? '404 Not Found' : '400 Bad Request';
      noteExchange(plane, computer, report.client, { path: report.path, status, bytes: 0 });
      break;
    }
    default:
      break;
  }
}

interface Exchange {
  readonly path: string;
  readonly status: string;
  readonly bytes: number;
}

/** A request and its answer, by their first lines. */
export function noteExchange(
  plane: BootPlane,
  computer: Computer | null,
  client: Ipv4,
  { path, status, bytes }: Exchange,
): void {
  if (!computer) return;
  const exchange = plane.packets.nextExchange();
  const asking = clientOf(client, exchange);
  const port = Number(new URL(plane.serving.httpUrl).port || 80);
  const server = { address: plane.serving.address, port };
  const request = `GET ${withoutTokens(path)} HTTP/1.1`;
  plane.packets.note(computer.mac, asking, server, { protocol: 'http', line: request, bytes: null, exchange });
  const line = `HTTP/1.1 ${status}`;
  plane.packets.note(computer.mac, server, asking, { protocol: 'http', line, bytes, exchange });
}

/** The word by which a boot finds its files opens what it was given in secret: nobody needs to read it. */
export function withoutTokens(text: string): string {
  return text.replace(/(\/(?:tree\/\d+|beacon)\/)[\w-]+/g, '$1…').replace(/([?&]boot=)[\w-]+/g, '$1…');
}

const clientOf = (address: Ipv4, number: number): Endpoint => ({
  address,
  port: clientPorts.first + (number % clientPorts.count),
});
