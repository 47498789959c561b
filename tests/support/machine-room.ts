import { get } from 'node:http';
import { createInterface } from 'node:readline';
import { type DhcpAnswer, firmwareQuestions, machineMac, macText, readAnswer } from './dhcp-clients.ts';
import { openFrames } from './raw-frames.ts';

/**
 * A room of machines as one program in a network namespace: each asks by DHCP in raw frames, then by HTTP from its own
 * address for its script, then for the `started` beacon that the script names.
 *
 *     node machine-room.ts CARD SERVER HTTP-PORT MACHINES
 *
 * One `RoomOrder` a line on stdin, one `RoomFact` a line on stdout.
 */
export type RoomOrder =
  /** Every machine takes up its boot where it stands; `again`: from a new DISCOVER on. */
  { readonly again: boolean; readonly kill: Kill | null };

/** Ends a process with SIGKILL in the very moment in which the machines know of so many facts of a kind. */
export interface Kill {
  readonly pid: number;
  readonly fact: 'address' | 'script' | 'started';
  readonly count: number;
}

export type RoomFact =
  | { readonly kind: 'address'; readonly mac: string; readonly address: string }
  | { readonly kind: 'script'; readonly mac: string; readonly text: string }
  | { readonly kind: 'started'; readonly mac: string }
  | { readonly kind: 'refused'; readonly mac: string; readonly step: string; readonly why: string }
  | { readonly kind: 'killed' };

interface Machine {
  readonly mac: Uint8Array;
  readonly name: string;
  readonly transaction: number;
  offered: boolean;
  address: string | null;
  beacon: string | null;
  started: boolean;
  /** An HTTP request is under way. */
  busy: boolean;
  /** The order to take up the boot came while it was busy. */
  resume: boolean;
}

/**
 * Machines that ask by DHCP at the same time. A server grants all who ask together in one go; with a few at a time a
 * kill falls between those who have their lease and those who come after.
 */
const mostAsking = 8;

const firstTransaction = 0x7000_0000;

function runRoom(card: string, server: string, port: number, count: number): void {
  const frames = openFrames(card);
  const questions = firmwareQuestions();
  const machines = Array.from({ length: count }, (_, number): Machine => {
    const mac = machineMac(number);
    const unasked = { offered: false, address: null, beacon: null, started: false, busy: false, resume: false };
    return { mac, name: macText(mac), transaction: firstTransaction + number, ...unasked };
  });
  const facts = { address: 0, script: 0, started: 0 };
  let kill: Kill | null = null;
  /** Machines that are not switched on yet, and how many wait for an address. */
  let queue: Machine[] = [];
  let asking = 0;

  const tell = (fact: RoomFact): void => {
    if (fact.kind !== 'refused' && fact.kind !== 'killed') facts[fact.kind] += 1;
    process.stdout.write(`${JSON.stringify(fact)}\n`);
    if (kill === null || facts[kill.fact] < kill.count) return;
    process.kill(kill.pid, 'SIGKILL');
    kill = null;
    tell({ kind: 'killed' });
  };
  const powerOnNext = (): void => {
    while (asking < mostAsking && queue.length > 0) {
      const machine = queue.shift() as Machine;
      asking += 1;
      machine.offered = false;
      frames.send(questions.discover(machine.mac, machine.transaction));
    }
  };
  const takeUp = (machine: Machine): void => {
    if (machine.busy) machine.resume = true;
    else if (machine.started) return;
    else if (machine.address === null) {
      queue.push(machine);
      powerOnNext();
    } else if (machine.beacon === null) askForScript(machine, machine.address);
    else tellStarted(machine, machine.address, machine.beacon);
  };
  const ask = (machine: Machine, address: string, step: string, url: string, done: (text: string) => void): void => {
    machine.busy = true;
    fetchText(url, address).then(
      (text) => {
        machine.busy = false;
        done(text);
      },
      (fault: Error) => {
        machine.busy = false;
        tell({ kind: 'refused', mac: machine.name, step, why: fault.message });
        if (machine.resume) takeUp(machine);
        machine.resume = false;
      },
    );
  };
  const askForScript = (machine: Machine, address: string): void =>
    ask(
      machine,
      address,
      'script',
      `http://${server}:${port}/boot/${machine.name.replaceAll(':', '-')}.ipxe`,
      (text) => {
        machine.beacon = /http:\S+\/started/.exec(text)?.[0] ?? null;
        tell({ kind: 'script', mac: machine.name, text });
        if (machine.beacon !== null) takeUp(machine);
      },
    );
  const tellStarted = (machine: Machine, address: string, url: string): void =>
    ask(machine, address, 'started', url, () => {
      machine.started = true;
      tell({ kind: 'started', mac: machine.name });
    });
  const hear = (answer: DhcpAnswer): void => {
    const machine = machines[answer.transaction - firstTransaction];
    if (machine === undefined || machine.address !== null) return;
    if (answer.message === 'offer' && !machine.offered) {
      machine.offered = true;
      frames.send(questions.request(machine.mac, answer));
    } else if (answer.message === 'ack') {
      machine.address = answer.address;
      asking -= 1;
      powerOnNext();
      tell({ kind: 'address', mac: machine.name, address: answer.address });
      takeUp(machine);
    }
  };
  const listen = async (): Promise<never> => {
    for (;;) {
      await frames.ready(100);
      for (let frame = frames.receive(); frame !== null; frame = frames.receive()) {
        const answer = readAnswer(frame);
        if (answer !== null) hear(answer);
      }
    }
  };
  void listen();
  createInterface({ input: process.stdin })
    .on('line', (line) => {
      const order = JSON.parse(line) as RoomOrder;
      kill = order.kill;
      queue = [];
      asking = 0;
      if (order.again)
        for (const each of machines) Object.assign(each, { address: null, beacon: null, started: false });
      for (const each of machines) takeUp(each);
    })
    .on('close', () => process.exit(0));
}

/** The whole body of a 200; everything else is an error. */
function fetchText(url: string, from: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(url, { localAddress: from, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('error', reject);
      response.once('end', () =>
        response.statusCode === 200 && response.complete ? resolve(text) : reject(new Error(`${response.statusCode}`)),
      );
    });
    request.once('error', reject);
  });
}

if (import.meta.main) {
  const [card = '', server = '', port = '', count = ''] = process.argv.slice(2);
  runRoom(card, server, Number(port), Number(count));
}
