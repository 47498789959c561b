import { messageType, readOption } from '../../electron/dhcp/options.ts';
import { openUdp } from '../../electron/network/bind-device.ts';
import { options } from '../dhcp/situation.ts';
import { decoded, encoded, requestWith } from '../support/dhcp.ts';

/**
 * A card that makes up machines: `dhcp-flood.ts CARD TAKEN`. 2,000 DISCOVERs a second, each of another machine, a tenth
 * of them of one that repeats itself; every offer is taken. Says `taken` when so many addresses are, and goes on until
 * SIGTERM, for 30 s at most. Evenly: a burst of 200 fills the receive buffer of busybox's udhcpc, which reads every frame.
 */
const [card = '', most = '0'] = process.argv.slice(2);
const { socket } = await openUdp({ card, address: '0.0.0.0', port: 68, cardAddress: '0.0.0.0', broadcast: true });
const taken = new Set<string>();
let machine = 0;

function send(xid: number, wanted: Parameters<typeof options>[0]): void {
  const chaddr = new Uint8Array(16);
  chaddr.set([0x02, 0xf1, (xid >> 24) & 255, (xid >> 16) & 255, (xid >> 8) & 255, xid & 255]);
  socket.send(encoded(requestWith(options(wanted), { xid, chaddr })), 67, '255.255.255.255');
}

socket.on('message', (bytes) => {
  const packet = decoded(bytes);
  if (messageType(packet) === 'offer') {
    const serverIdentifier = readOption(packet, 'serverIdentifier') ?? '';
    send(packet.xid, { messageType: 'request', serverIdentifier, requestedAddress: packet.yiaddr });
  } else if (messageType(packet) === 'ack') {
    taken.add(packet.yiaddr);
    if (taken.size === Number(most)) process.stdout.write('taken\n');
  }
});
const timer = setInterval(() => {
  for (let index = 0; index < 10; index += 1) {
    machine += 1;
    send(index === 0 ? 7 : 1_000 + machine, { messageType: 'discover' });
  }
}, 5);
const stop = (): void => {
  clearInterval(timer);
  socket.close();
};
process.once('SIGTERM', stop);
setTimeout(stop, 30_000).unref();
