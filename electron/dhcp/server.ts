import type { Ipv4, Mac } from '../contract/model.ts';
import { BindError } from '../network/bind-device.ts';
import type { DhcpDecision } from './decide.ts';
import { messageType } from './options.ts';
import { type DhcpPacket, decodeDhcp, encodeDhcp, isDecodeError, isEncodeError } from './packet.ts';
import type { DhcpPort, SendOutcome, WireDatagram, WireExchange } from './port.ts';
import { ComplaintRate, MachineRate } from './rate.ts';
import { type Datagram, type DhcpSocket, type Outgoing, openDhcpSocket } from './socket.ts';

export interface DhcpServerOptions {
  readonly card: string;
  readonly cardAddress: Ipv4;
  readonly mode: 'full' | 'proxy';
  readonly port: DhcpPort;
  /** Questions that our own watch asks, by their xid: they are no machine's. */
  isProbe?(xid: number): boolean;
  /** Told of each question of a machine. */
  asked?(): void;
  /** Other ports than 67 and 4011, for tests; 0 lets the system choose. */
  readonly listen?: { readonly dhcp: number; readonly bootServer: number };
}

export interface DhcpServer {
  /** Bytes of the receive buffer of port 67. 200 machines at once overflow the usual 208 KiB. */
  readonly receiveBuffer: number;
  /** The ports that are open; `bootServer` is null when 4011 was taken and is not needed. */
  readonly ports: { readonly dhcp: number; readonly bootServer: number | null };
  close(): Promise<void>;
}

/** Opens port 67 and the boot server port 4011 on one card. Fails with a `BindError`. */
export async function startDhcpServer(options: DhcpServerOptions): Promise<DhcpServer> {
  const { card, cardAddress, mode, listen = { dhcp: 67, bootServer: 4011 } } = options;
  const desk = new Desk(options);
  const open = (via: 67 | 4011, number: number) =>
    openDhcpSocket({
      card,
      cardAddress,
      port: number,
      receive: (datagram) => desk.receive(datagram, via),
      complain: (why) => desk.complain(why, card),
    });
  const dhcp = await open(67, listen.dhcp);
  desk.sockets.set(67, dhcp);
  try {
    desk.sockets.set(4011, await open(4011, listen.bootServer));
  } catch (error) {
    // In full mode option 43 tells the firmware not to ask there.
    if (mode === 'proxy' || !(error instanceof BindError)) {
      await dhcp.close();
      throw error;
    }
    desk.complain(error.message, card);
  }
  return {
    receiveBuffer: dhcp.receiveBuffer,
    ports: { dhcp: dhcp.port, bootServer: desk.sockets.get(4011)?.port ?? null },
    close: () => desk.close(),
  };
}

interface Arrival extends WireDatagram {
  readonly packet: DhcpPacket;
  readonly via: 67 | 4011;
}

interface Answered {
  readonly arrival: Arrival;
  readonly decision: DhcpDecision;
}

interface Told {
  readonly packet: DhcpPacket;
  readonly decision: DhcpDecision;
  readonly outcome: SendOutcome;
  readonly wire: WireExchange;
}

/** DISCOVERs that are answered in one turn, and that may wait for one. */
const discoversPerTurn = 128;
const mostDiscovers = 4_096;

/** Reports that may wait while packets come in. */
const mostWaiting = 4_096;
const reportsPerTurn = 64;

/**
 * Takes what arrived in one turn of the event loop together: all are decided, then the leases are made durable once,
 * then the replies leave. A machine that has its offer is served before one that begins, so that under load exchanges
 * end and are not only begun; and one of the list before others, so that made-up machines do not hurt it. Reports wait for a turn without packets: when a whole room powers on, its replies go
 * first.
 */
class Desk {
  readonly sockets = new Map<67 | 4011, DhcpSocket>();
  readonly #port: DhcpPort;
  readonly #ownAddress: Ipv4;
  readonly #isProbe: (xid: number) => boolean;
  readonly #asked: () => void;
  readonly #rate = new MachineRate();
  readonly #complaints = new ComplaintRate();
  #inbox: Arrival[] = [];
  #discovers: Arrival[] = [];
  #reports: Told[] = [];
  #turnAhead = false;
  #closed = false;

  constructor({ port, cardAddress, isProbe = () => false, asked = () => undefined }: DhcpServerOptions) {
    this.#port = port;
    this.#ownAddress = cardAddress;
    this.#isProbe = isProbe;
    this.#asked = asked;
  }

  receive({ bytes, address, port }: Datagram, via: 67 | 4011): void {
    if (this.#closed) return;
    const packet = decodeDhcp(bytes);
    if (isDecodeError(packet)) {
      this.complain(packet.why, address);
      return;
    }
    // Replies of other servers, and our own when a relay is set up to send them back to us.
    if (packet.op !== 1 || packet.giaddr === this.#ownAddress || this.#isProbe(packet.xid)) return;
    if (!this.#rate.allows(hardwareNumber(packet.chaddr), this.#port.now())) {
      this.complain('a machine asks too often, most of its questions are dropped', address);
      return;
    }
    this.#asked();
    const arrival: Arrival = { packet, via, bytes: bytes.slice(), address, port };
    if (messageType(packet) !== 'discover') this.#inbox.push(arrival);
    else if (this.#discovers.length >= discoversPerTurn && this.#port.isKnown(packet)) this.#inbox.push(arrival);
    else if (this.#discovers.length < mostDiscovers) this.#discovers.push(arrival);
    else this.complain('more machines ask at once than can be answered, some have to ask again', address);
    this.#ask();
  }

  complain(why: string, from: string): void {
    if (this.#complaints.allows(why, this.#port.now())) this.#port.reportNoise(why, from);
  }

  /** Ends when the sockets are closed and everything is reported; a second call changes nothing. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#inbox = [];
    this.#discovers = [];
    await Promise.all([...this.sockets.values()].map((socket) => socket.close()));
    while (this.#reports.length > 0) this.#tellSome();
  }

  #ask(): void {
    if (this.#turnAhead) return;
    this.#turnAhead = true;
    setImmediate(() => this.#turn());
  }

  #turn(): void {
    this.#turnAhead = false;
    const busy = this.#waits();
    if (busy) this.#answerAll();
    if (!busy || this.#reports.length > mostWaiting) this.#tellSome();
    if (this.#waits() || this.#reports.length > 0) this.#ask();
  }

  #waits(): boolean {
    return this.#inbox.length > 0 || this.#discovers.length > 0;
  }

  #answerAll(): void {
    const arrivals = [...this.#inbox, ...this.#discovers.splice(0, discoversPerTurn)];
    this.#inbox = [];
    const answered = arrivals.flatMap((arrival) => this.#answer(arrival) ?? []);
    const failure = this.#attempt(() => this.#port.commit());
    const replies = new Map<67 | 4011, Outgoing[]>([...this.sockets.keys()].map((via) => [via, []]));
    for (const each of answered) {
      const outcome = failure === null ? this.#prepare(each, replies) : refusalOf(each, failure);
      if (outcome !== null) this.#note(each, outcome);
    }
    for (const [via, ready] of replies) this.sockets.get(via)?.send(ready);
  }

  #answer(arrival: Arrival): Answered | null {
    let decision: DhcpDecision | null = null;
    const failure = this.#attempt(() => {
      decision = this.#port.answer(arrival.packet, arrival.via);
    });
    if (failure !== null) this.complain(`a question could not be answered: ${failure}`, arrival.address);
    return decision === null ? null : { arrival, decision };
  }

  /** Puts the reply with those that are ready to leave; else the outcome that there is already. */
  #prepare(answered: Answered, replies: ReadonlyMap<67 | 4011, Outgoing[]>): SendOutcome | null {
    const { arrival, decision } = answered;
    if (decision.kind !== 'reply') return { kind: 'none' };
    const bytes = encodeDhcp(decision.packet, { maximum: decision.maximum });
    if (isEncodeError(bytes)) return { kind: 'failed', why: bytes.why };
    const { address, port } = decision.destination.kind === 'source' ? arrival : decision.destination;
    const done = (why: string | null) =>
      why === null
        ? this.#note(answered, { kind: 'sent' }, { bytes, address, port })
        : this.#note(answered, { kind: 'failed', why });
    replies.get(arrival.via)?.push({ bytes, address, port, done });
    return null;
  }

  #note({ arrival, decision }: Answered, outcome: SendOutcome, answer: WireDatagram | null = null): void {
    const wire = { via: arrival.via, question: arrival, answer };
    this.#reports.push({ packet: arrival.packet, decision, outcome, wire });
    this.#ask();
  }

  #tellSome(): void {
    for (const { packet, decision, outcome, wire } of this.#reports.splice(0, reportsPerTurn)) {
      const failure = this.#attempt(() => {
        this.#port.report(packet, decision, outcome, wire);
        const heard = overheardIn(decision);
        if (heard) this.#port.overheard(heard.mac, heard.address);
      });
      if (failure !== null) this.complain(`a packet could not be reported: ${failure}`, 'dhcp');
    }
  }

  /** The edge: a fault in one packet must not end the service. Gives the fault's words, or null. */
  #attempt(work: () => void): string | null {
    try {
      work();
      return null;
    } catch (fault) {
      return fault instanceof Error ? fault.message : String(fault);
    }
  }
}

function refusalOf({ decision }: Answered, why: string): SendOutcome {
  return decision.kind === 'reply'
    ? { kind: 'failed', why: `the lease could not be stored: ${why}` }
    : { kind: 'none' };
}

function overheardIn(decision: DhcpDecision): { readonly mac: Mac; readonly address: Ipv4 } | null {
  if (decision.kind === 'ignore' || (decision.kind === 'reply' && decision.message !== 'nak')) {
    const { mac, overheard } = decision;
    return mac === null || overheard === null ? null : { mac, address: overheard };
  }
  return null;
}

/** The first six bytes as a number: a key that needs no text. */
function hardwareNumber(chaddr: Uint8Array): number {
  let value = 0;
  for (let at = 0; at < 6; at += 1) value = value * 256 + (chaddr[at] ?? 0);
  return value;
}
