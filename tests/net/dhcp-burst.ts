import { messageType, readOption } from '../../electron/dhcp/options.ts';
import type { DhcpPacket } from '../../electron/dhcp/packet.ts';
import { openUdp } from '../../electron/network/bind-device.ts';
import { options } from '../dhcp/situation.ts';
import { decoded, encoded, requestWith } from '../support/dhcp.ts';

/**
 * Many machines that power on in one instant: `dhcp-burst.ts CARD COUNT`. Every DISCOVER is sent at once and only once;
 * ends when each machine has its ACK, and prints the addresses that they got.
 */
const [card = '', count = '0'] = process.argv.slice(2);
const machines = Number(count);
const { socket } = await openUdp({ card, address: '0.0.0.0', port: 68, cardAddress: '0.0.0.0', broadcast: true });
const granted = new Map<number, string>();

function send(xid: number, wanted: Parameters<typeof options>[0]): void {
  const chaddr = new Uint8Array(16);
  chaddr.set([0x52, 0x54, 0, 1, xid >> 8, xid & 255]);
  socket.send(encoded(requestWith(options(wanted), { xid, chaddr })), 67, '255.255.255.255');
}

function answer(packet: DhcpPacket): void {
  if (messageType(packet) === 'offer') {
    const serverIdentifier = readOption(packet, 'serverIdentifier') ?? '';
    send(packet.xid, { messageType: 'request', serverIdentifier, requestedAddress: packet.yiaddr });
  } else if (messageType(packet) === 'ack') {
    granted.set(packet.xid, packet.yiaddr);
    if (granted.size < machines) return;
    process.stdout.write(`${JSON.stringify([...granted.values()])}\n`);
    socket.close();
  }
}

socket.on('message', (bytes) => answer(decoded(bytes)));
for (let xid = 0; xid < machines; xid += 1) send(xid, { messageType: 'discover' });
