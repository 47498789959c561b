import { commands, type EngineEvent } from '../../electron/contract/api.ts';
import type { BootFact, Computer, ServiceSettings, Task } from '../../electron/contract/model.ts';
import { AddressBook } from '../../electron/engine/address-book.ts';
import type { BootPlane } from '../../electron/engine/boot-plane.ts';
import { Bus } from '../../electron/engine/bus.ts';
import { Machines } from '../../electron/engine/machines.ts';
import { MediaImages } from '../../electron/engine/media-images.ts';
import { Recorder } from '../../electron/engine/recorder.ts';
import { RollCall } from '../../electron/engine/roll-call.ts';
import { ServedFiles } from '../../electron/engine/served-files.ts';
import { TrafficMeter } from '../../electron/engine/traffic.ts';
import { openImage } from '../../electron/media/image.ts';
import { PacketBook } from '../../electron/packets/book.ts';
import type { Store } from '../../electron/store/port.ts';
import { openStore } from '../../electron/store/store.ts';

/** Monday 23 November 2026, 10:00 UTC. */
export const monday = Date.UTC(2026, 10, 23, 10);

export const minute = 60_000;

export interface TestPlane {
  readonly plane: BootPlane;
  readonly store: Store;
  /** Moves the clock; nothing waits for it. */
  pass(milliseconds: number): void;
  now(): number;
  /** What the windows were told so far. */
  events(): EngineEvent[];
  /** The facts of the newest boot of a computer, oldest first. */
  facts(computer: Computer): BootFact[];
  addComputer(mac: string, name: string): Computer;
  /** An action that echoes its name, as an own script. */
  addAction(name: string): number;
  addTask(computer: Computer, actionId: number, fields?: Partial<Task>): Task;
}

/** The boot plane on a store in memory and a clock that stands still, without sockets. */
export function testPlane(settings: Partial<ServiceSettings> = {}, store = openStore(':memory:')): TestPlane {
  let now = monday;
  const clock = { now: () => now };
  const bus = new Bus(() => undefined);
  const events: EngineEvent[] = [];
  bus.subscribe((batch) => events.push(...batch.events));
  let token = 0;
  const recorder = new Recorder({
    store,
    bus,
    clock,
    log: () => undefined,
    stuck: () => undefined,
    newToken: () => `token${++token}`,
  });
  const machines = new Machines({ store, bus, clock, recorder, log: () => undefined });
  const serving = {
    settings: commands['service.start'].input.parse({ card: 'lo', ...settings }),
    address: '10.77.0.1',
    prefix: 24,
    httpUrl: 'http://10.77.0.1:8080',
  };
  const firmware = { list: () => [], find: () => null };
  const images = new MediaImages(openImage);
  const plane: BootPlane = {
    store,
    bus,
    clock,
    recorder,
    machines,
    addresses: new AddressBook(() => null, clock),
    firmware,
    images,
    served: new ServedFiles(images),
    rollCall: new RollCall({ store, bus, machines }),
    packets: new PacketBook(() => clock.now()),
    traffic: new TrafficMeter({ store, bus, clock, range: () => null }),
    serving,
    log: () => undefined,
  };
  return {
    plane,
    store,
    pass: (milliseconds) => {
      now += milliseconds;
    },
    now: () => now,
    events: () => {
      bus.flush();
      return events;
    },
    facts: (computer) => {
      recorder.flush();
      const boot = recorder.newest(computer.id);
      return boot ? store.boots.events({ bootId: boot.id, limit: 1_000 }).map((event) => event.fact) : [];
    },
    addComputer: (mac, name) =>
      store.computers.add({
        mac,
        name,
        roomId: null,
        seat: null,
        defaultActionId: null,
        reservedAddress: null,
        firmware: 'unknown',
        status: 'known',
        variables: {},
        firstSeenAt: null,
        lastSeenAt: null,
      }),
    addAction: (name) =>
      store.actions.add({ name, kind: 'script', parameters: { text: `#!ipxe\necho ${name}\nshell` } }).id,
    addTask: (computer, actionId, fields = {}) =>
      store.tasks.add({
        computerId: computer.id,
        actionId,
        sessionId: null,
        repeat: 'once',
        notBefore: now,
        notAfter: now + 60 * minute,
        createdAt: now,
        ...fields,
      }),
  };
}
