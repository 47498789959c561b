import dgram from 'node:dgram';
import { get, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { readOption } from '../../electron/dhcp/options.ts';
import { decodeTftp, encodeTftp, type TftpPacket } from '../../electron/tftp/packet.ts';
import { decoded } from './dhcp.ts';
import { type DhcpAnswer, firmwareQuestions, machineMac, macText, readAnswer } from './dhcp-clients.ts';
import { type FrameSocket, openFrames } from './raw-frames.ts';

/**
 * The machines of a class as one program in a network namespace: `node class-machines.ts CARD SERVER HTTP-PORT`.
 * Each order on stdin takes one machine one step on; each is answered on stdout by a line with its number.
 */
export type ClassOrder = { readonly id: number; readonly machine: number } & ClassStep;

export type ClassStep =
  /** Firmware: DISCOVER to ACK. Answers with the address. */
  | { readonly step: 'address' }
  /** TFTP, blocks of 1,456 bytes: the loader that DHCP named. Answers with its name. */
  | { readonly step: 'loader' }
  /** The boot script by HTTP. Answers with its text. */
  | { readonly step: 'script' }
  /** The script's files, one after the other; stops reading in the last at so many per cent and holds the connection. */
  | { readonly step: 'files'; readonly percent: number }
  | { readonly step: 'started' }
  | { readonly step: 'running' }
  /** What iPXE says when it gives up, with its error number. */
  | { readonly step: 'failed'; readonly why: string }
  /** Pulls the plug: connections end where they stand. */
  | { readonly step: 'off' };

export type ClassAnswer = { readonly id: number } & (
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly why: string }
);

interface Machine {
  readonly mac: Uint8Array;
  readonly name: string;
  address: string | null;
  bootFile: string | null;
  script: string | null;
  /** The file that is held half-read. */
  held: IncomingMessage | null;
  hear: ((answer: DhcpAnswer, bootFile: string | null) => void) | null;
}

const firstTransaction = 0x5000_0000;
const blockSize = 1_456;
/** A question that stays without an answer is asked again, as firmware does. */
const askAgain = 1_000;

class ClassRoom {
  readonly #frames: FrameSocket;
  readonly #questions = firmwareQuestions();
  readonly #machines = new Map<number, Machine>();
  readonly #server: string;
  readonly #url: string;

  constructor(card: string, server: string, port: number) {
    this.#frames = openFrames(card);
    this.#server = server;
    this.#url = `http://${server}:${port}`;
  }

  async listen(): Promise<never> {
    for (;;) {
      await this.#frames.ready(100);
      for (let frame = this.#frames.receive(); frame !== null; frame = this.#frames.receive()) this.#take(frame);
    }
  }

  #take(frame: Buffer): void {
    const answer = readAnswer(frame);
    if (answer === null) return;
    const packet = decoded(Buffer.from(frame.subarray(42)));
    const machine = this.#machines.get(answer.transaction - firstTransaction);
    machine?.hear?.(answer, readOption(packet, 'bootFileName') ?? (packet.file || null));
  }

  #machine(number: number): Machine {
    const known = this.#machines.get(number);
    if (known) return known;
    const mac = machineMac(number);
    const machine: Machine = {
      mac,
      name: macText(mac),
      address: null,
      bootFile: null,
      script: null,
      held: null,
      hear: null,
    };
    this.#machines.set(number, machine);
    return machine;
  }

  async obey(order: ClassOrder): Promise<string> {
    const machine = this.#machine(order.machine);
    switch (order.step) {
      case 'address':
        return this.#ask(machine, firstTransaction + order.machine);
      case 'loader':
        return fetchByTftp(this.#server, addressOf(machine), machine.bootFile ?? '');
      case 'script':
        machine.script = await this.#text(machine, `${this.#url}/boot/${machine.name.replaceAll(':', '-')}.ipxe`);
        return machine.script;
      case 'files':
        return this.#files(machine, order.percent);
      case 'started':
      case 'running':
        return this.#text(machine, beacon(machine, order.step));
      case 'failed':
        machine.held?.destroy();
        return this.#text(machine, `${beacon(machine, 'failed')}?why=${encodeURIComponent(order.why)}`);
      case 'off':
        machine.held?.destroy();
        Object.assign(machine, { address: null, bootFile: null, script: null, held: null });
        return '';
    }
  }

  #ask(machine: Machine, transaction: number): Promise<string> {
    return new Promise((resolve) => {
      let offer: DhcpAnswer | null = null;
      const ask = () =>
        this.#frames.send(
          offer === null
            ? this.#questions.discover(machine.mac, transaction)
            : this.#questions.request(machine.mac, offer),
        );
      const timer = setInterval(ask, askAgain);
      machine.hear = (answer, bootFile) => {
        if (answer.message === 'offer' && offer === null) {
          offer = answer;
          ask();
        } else if (answer.message === 'nak') offer = null;
        else if (answer.message === 'ack') {
          clearInterval(timer);
          Object.assign(machine, { address: answer.address, bootFile, hear: null });
          resolve(answer.address);
        }
      };
      ask();
    });
  }

  async #text(machine: Machine, url: string): Promise<string> {
    const response = await open(url, addressOf(machine));
    let text = '';
    response.setEncoding('utf8');
    for await (const part of response) text += part;
    if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode} ${text.trim()}`);
    return text;
  }

  async #files(machine: Machine, percent: number): Promise<string> {
    const urls = machine.script?.match(/http:\S+\/files\/\S+/g) ?? [];
    const held = machine.held;
    if (held !== null) {
      machine.held = null;
      await readTo(held, Number.POSITIVE_INFINITY);
      return '';
    }
    for (const [index, url] of urls.entries()) {
      const response = await open(url, addressOf(machine));
      if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode}`);
      const last = index === urls.length - 1 && percent < 100;
      const limit = (Number(response.headers['content-length']) * percent) / 100;
      await readTo(response, last ? limit : Number.POSITIVE_INFINITY);
      if (last) machine.held = response;
    }
    return urls.join(' ');
  }
}

function addressOf(machine: Machine): string {
  if (machine.address === null) throw new Error(`${machine.name} has no address yet`);
  return machine.address;
}

function beacon(machine: Machine, kind: string): string {
  const url = /http:\S+\/beacon\/[^/\s]+\//.exec(machine.script ?? '')?.[0];
  if (url === undefined) throw new Error(`${machine.name} has no script with a beacon`);
  return `${url}${kind}`;
}

function open(url: string, from: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { localAddress: from, agent: false }, resolve).once('error', reject);
  });
}

/** How fast a machine reads that is to be seen loading: a gigabit card that others use too. */
const bytesPerMillisecond = 40_000;

/** Reads a body to its end, or stops within it once so many bytes have been read; the connection stays open. */
function readTo(response: IncomingMessage, limit: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let read = 0;
    const take = (part: Buffer) => {
      read += part.length;
      if (limit === Number.POSITIVE_INFINITY) return;
      response.pause();
      if (read < limit) {
        setTimeout(() => response.resume(), part.length / bytesPerMillisecond);
        return;
      }
      response.off('data', take);
      response.off('close', lost);
      // A machine whose plug is pulled later is no fault of its program.
      response.on('error', () => undefined);
      resolve();
    };
    const lost = () => (response.complete ? resolve() : reject(new Error('the server ended the file early')));
    response.once('close', lost).on('data', take).resume();
  });
}

/** Fetches a file from port 69 as iPXE's and EDK2's PXE do: one block, one ACK. Answers with the name. */
function fetchByTftp(server: string, from: string, name: string): Promise<string> {
  const socket = dgram.createSocket('udp4');
  let port = 69;
  let expected = 1;
  let last: Uint8Array = encodeTftp({
    kind: 'read',
    name,
    mode: 'octet',
    options: [['blksize', String(blockSize)]],
  });
  const send = (packet?: TftpPacket) => {
    if (packet) last = encodeTftp(packet);
    socket.send(last, port, server);
  };
  return new Promise<string>((resolve, reject) => {
    const timer = setInterval(send, askAgain);
    const end = (fault: Error | null) => {
      clearInterval(timer);
      // The last ACK leaves before the socket closes.
      socket.send(last, port, server, () => socket.close());
      if (fault) reject(fault);
      else resolve(name);
    };
    socket.on('message', (bytes, { port: transferPort }) => {
      const packet = decodeTftp(bytes);
      port = transferPort;
      if (packet.kind === 'options') send({ kind: 'ack', block: 0 });
      else if (packet.kind === 'error') end(new Error(`${name}: ${packet.message}`));
      else if (packet.kind === 'data' && packet.block === (expected & 0xffff)) {
        send({ kind: 'ack', block: packet.block });
        expected += 1;
        if (packet.data.length < blockSize) end(null);
      }
    });
    socket.bind(0, from, () => send());
  });
}

if (import.meta.main) {
  const [card = '', server = '', port = ''] = process.argv.slice(2);
  const room = new ClassRoom(card, server, Number(port));
  const tell = (answer: ClassAnswer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
  void room.listen();
  createInterface({ input: process.stdin })
    .on('line', (line) => {
      const order = JSON.parse(line) as ClassOrder;
      room.obey(order).then(
        (value) => tell({ id: order.id, ok: true, value }),
        (fault: Error) => tell({ id: order.id, ok: false, why: fault.message }),
      );
    })
    .on('close', () => process.exit(0));
}
