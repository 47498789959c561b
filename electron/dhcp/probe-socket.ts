import { randomBytes, randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { decodeDhcp, encodeDhcp, isDecodeError, isEncodeError } from './packet.ts';
import { gatherServers, makeInform, makeProbe, type OtherServer, probeKinds, readProbeAnswer } from './probe.ts';
import { openDhcpSocket } from './socket.ts';

/** dnsmasq looks for up to 3 s whether somebody has the address before it offers it. */
const patience = 4_000;

/** More answers than that are no second server but noise. */
const mostAnswers = 256;

/**
 * Asks who else answers on a card, as BIOS, UEFI and HTTP client from addresses that no machine has, and as this computer
 * that has its address, on port 67 and as a boot server on 4011. Takes 4 s and no lease. Fails with a `BindError`: port 68 is taken, for example.
 */
export async function probeServers(
  card: string,
  cardAddress: string,
  cardMac: Uint8Array | null = null,
): Promise<OtherServer[]> {
  const probes = probeKinds.map((kind) => makeProbe(kind, localMac(), randomInt(1, 0x1_0000_0000)));
  const inform = makeInform(cardMac ?? localMac(), randomInt(1, 0x1_0000_0000), cardAddress);
  const xids = new Set([...probes, inform].map(({ xid }) => xid));
  const answers: OtherServer[] = [];
  const socket = await openDhcpSocket({
    card,
    cardAddress,
    port: 68,
    receive: ({ bytes }) => {
      const packet = decodeDhcp(bytes);
      const answer = isDecodeError(packet) ? null : readProbeAnswer(packet, xids);
      if (answer !== null && answers.length < mostAnswers) answers.push(answer);
    },
    complain: () => undefined,
  });
  try {
    socket.send(
      [...probes.map((probe) => [probe, 67] as const), [inform, 67] as const, [inform, 4_011] as const].map(
        ([question, port]) => {
          const bytes = encodeDhcp(question);
          if (isEncodeError(bytes)) throw new Error(bytes.why);
          return { bytes, address: '255.255.255.255', port, done: () => undefined };
        },
      ),
    );
    await wait(patience);
    return gatherServers(answers);
  } finally {
    await socket.close();
  }
}

/** Bit 1 of the first byte: given by nobody (IEEE 802). */
export function localMac(): Uint8Array {
  const mac = new Uint8Array(randomBytes(6));
  mac[0] = 2;
  return mac;
}
