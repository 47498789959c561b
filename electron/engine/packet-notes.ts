import type { Computer, Ipv4 } from '../contract/model.ts';
import type { DhcpDecision } from '../dhcp/decide.ts';
import type { DhcpPacket } from '../dhcp/packet.ts';
import type { WireExchange } from '../dhcp/port.ts';
import type { HttpReport } from '../http/port.ts';
import { hideLogins } from '../packets/logins.ts';
import { type Endpoint, everybodysMac } from '../packets/record.ts';
import type { TftpReport } from '../tftp/port.ts';
import { type BootPlane, computerAt } from './boot-plane.ts';

/** What is written down of each packet, for the viewer and for a capture file; never a text or a token. */

const everybody: Ipv4 = '255.255.255.255';
const nobody: Ipv4 = '0.0.0.0';

/** Ports of TFTP and HTTP clients are not told by the servers: those of the range for them, one an exchange. */
const clientPorts = { first: 49_152, count: 16_000 } as const;

/**
 * Both datagrams as they were. What the socket does not tell is where a question went: to everybody from a machine
 * without an address, else to us. The other end has the machine's own hardware address unless a relay is between.
 */
export function noteDhcp(plane: BootPlane, packet: DhcpPacket, { mac }: DhcpDecision, wire: WireExchange): void {
  if (mac === null || plane.machines.find(mac) === null) return;
  const { via, question, answer } = wire;
  const theirs = packet.giaddr === nobody ? mac : null;
  const server = { address: plane.serving.address, port: via, mac: plane.serving.cardMac ?? null };
  const asking = { address: question.address, port: question.port, mac: theirs };
  const asked = question.address === nobody ? { address: everybody, port: via, mac: everybodysMac } : server;
  hideLogins(question.bytes, packet);
  plane.packets.note(mac, asking, asked, { protocol: 'dhcp', bytes: question.bytes });
  if (answer === null) return;
  const { bytes, address, port } = answer;
  const to = { address, port, mac: address === everybody ? everybodysMac : theirs };
  plane.packets.note(mac, server, to, { protocol: 'dhcp', bytes });
}

export function noteTftp(plane: BootPlane, report: TftpReport): void {
  const [client, name] =
    'transfer' in report ? [report.transfer.client, report.transfer.name] : [report.client, report.name];
  const isError = report.kind === 'missing' || report.kind === 'refused';
  if (report.kind !== 'started' && !isError) return;
  const computer = computerAt(plane, client);
  if (!computer) return;
  const asking = clientOf(plane, computer, client, 'transfer' in report ? report.transfer.id : 0);
  const server = serverOf(plane, 69);
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
  const asking = clientOf(plane, computer, client, plane.packets.nextExchange());
  const server = serverOf(plane, plane.serving.settings.httpPort);
  const request = `GET ${withoutTokens(path)} HTTP/1.1`;
  plane.packets.note(computer.mac, asking, server, { protocol: 'http', line: request, bytes: null });
  const line = `HTTP/1.1 ${status}`;
  plane.packets.note(computer.mac, server, asking, { protocol: 'http', line, bytes });
}

/** The word by which a boot finds its files opens what it was given in secret: nobody needs to read it. */
export function withoutTokens(text: string): string {
  if (text.startsWith('/boot/') && !text.includes('?')) return text;
  return text.replace(/(\/(?:tree\/\d+|beacon)\/)[\w-]+/g, '$1…').replace(/([?&]boot=)[\w-]+/g, '$1…');
}

function clientOf(plane: BootPlane, computer: Computer, address: Ipv4, number: number): Endpoint {
  const mac = plane.machines.relayOf(computer) === null ? computer.mac : null;
  return { address, port: clientPorts.first + (number % clientPorts.count), mac };
}

const serverOf = ({ serving }: BootPlane, port: number): Endpoint => ({
  address: serving.address,
  port,
  mac: serving.cardMac ?? null,
});
