import { identifyClient } from '../../electron/boot/client.ts';
import { decideDhcp } from '../../electron/dhcp/decide.ts';
import { LeaseBook } from '../../electron/dhcp/leases.ts';
import { clientMac } from '../../electron/dhcp/packet.ts';
import { startDhcpServer } from '../../electron/dhcp/server.ts';
import { BindError } from '../../electron/network/bind-device.ts';
import { watchCard } from '../../electron/network/cards.ts';
import { inShort } from '../dhcp/situation.ts';

/**
 * A DHCP server on a card, for a test in another process: `dhcp-host.ts CARD ADDRESS FIRST LAST`. Prints one line of
 * JSON for each thing that happens; ends at SIGTERM.
 */
const [card = '', address = '', first = '', last = ''] = process.argv.slice(2);

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const server = {
  address,
  prefix: 16,
  mode: 'full',
  range: { first, last },
  leaseSeconds: 3_600,
  router: null,
  dns: [],
  domain: null,
} as const;
const leases = new LeaseBook({
  range: server.range,
  ownAddress: address,
  prefix: 16,
  existing: [],
  reservedFor: () => null,
});
const step = { kind: 'nothing', why: { code: 'words', words: 'nothing is set up' } } as const;

try {
  const running = await startDhcpServer({
    card,
    cardAddress: address,
    mode: 'full',
    port: {
      now: Date.now,
      isKnown: () => true,
      answer: (packet, via) => {
        const machine = { client: identifyClient(packet), serve: true, reservedAddress: null, step } as const;
        return decideDhcp(packet, via, server, machine, leases, Date.now());
      },
      commit: () => leases.takeChanges(),
      report: (packet, decision, outcome) =>
        say({ said: inShort(decision), to: clientMac(packet), outcome: outcome.kind }),
      reportNoise: (why) => say({ noise: why }),
      overheard: (mac, wanted) => say({ overheard: wanted, mac }),
    },
  });
  const stop = watchCard(card, (now) => say({ card: now === null ? 'gone' : now.up ? 'up' : 'down' }), 50);
  process.once('SIGTERM', () => {
    stop();
    void running.close();
  });
  say({ ready: running.ports, receiveBuffer: running.receiveBuffer });
} catch (error) {
  if (!(error instanceof BindError)) throw error;
  say({ code: error.code, message: error.message, remedy: error.remedy });
}
