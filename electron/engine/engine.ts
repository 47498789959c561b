import { mkdirSync } from 'node:fs';
import type { CommandHandlers, EventBatch } from '../contract/api.ts';
import { describePhrase } from '../contract/describe.ts';
import { openFolder } from '../media/folder.ts';
import { openImage } from '../media/image.ts';
import { recogniseMedium } from '../media/recognise.ts';
import { openWim } from '../media/wim.ts';
import { findCard } from '../network/cards.ts';
import { neighbourOf } from '../network/neighbours.ts';
import { runCommand } from '../network/run-command.ts';
import { PacketBook } from '../packets/book.ts';
import { openStore } from '../store/store.ts';
import { AddressBook } from './address-book.ts';
import { dataFile } from './backups.ts';
import { Bus } from './bus.ts';
import { type Clock, systemClock } from './clock.ts';
import { noConsole } from './commands/console.ts';
import { mediaFolder } from './commands/media.ts';
import { commandHandlers } from './commands.ts';
import type { ConsolePort } from './console-port.ts';
import { DailyBackup } from './daily-backup.ts';
import { DiskReserve } from './disk-reserve.ts';
import { closePast } from './exams.ts';
import { loadFirmware } from './firmware-folder.ts';
import { Housekeeping } from './housekeeping.ts';
import { Machines } from './machines.ts';
import { MediaImages } from './media-images.ts';
import { MediaLibrary } from './media-library.ts';
import { lookInside } from './media-look.ts';
import { MollyGuard } from './molly-guard.ts';
import { Recorder } from './recorder.ts';
import { RollCall } from './roll-call.ts';
import { routerBehind } from './router-behind.ts';
import { ServedFiles } from './served-files.ts';
import { Service } from './service.ts';
import { watchSleep } from './sleep-watch.ts';
import { SystemChanges } from './system-changes.ts';
import { TaskTimer } from './task-timer.ts';
import { tokenSource } from './token.ts';
import { TrafficMeter } from './traffic.ts';

export interface EngineOptions {
  /** Holds the one data file; made when it is not there. */
  readonly dataFolder: string;
  /** Holds the boot loaders that `firmware/manifest.json` lists. */
  readonly firmwareFolder: string;
  readonly version: string;
  readonly clock?: Clock;
  /** Who opens the console to the network; without it the commands for that are refused. */
  readonly console?: ConsolePort | undefined;
  /** Told what is nobody's boot: noise on the wire, faults that were survived. One line each. */
  readonly log?: (line: string) => void;
}

/** The whole of Rollcall without a window: what steers it calls `handlers` and listens to `subscribe`. */
export interface Engine {
  readonly handlers: CommandHandlers;
  /** The revision of the last batch of events that went out. */
  readonly revision: number;
  /** Returns the function that ends the subscription. */
  subscribe(listener: (batch: EventBatch) => void): () => void;
  /** Stops serving, writes what waits and closes the data file. */
  close(): Promise<void>;
}

/** Builds every part and joins them; the only place that knows them all. Throws `StoreError` when the data file cannot be used. */
export function createEngine(options: EngineOptions): Engine {
  mkdirSync(options.dataFolder, { recursive: true, mode: 0o700 });
  const store = openStore(dataFile(options.dataFolder));
  const clock = options.clock ?? systemClock;
  const log = options.log ?? (() => undefined);
  const bus = new Bus(log);
  const reserve = new DiskReserve(options.dataFolder, (why) => service.noteJournal(why));
  const stuck = (why: string | null) => reserve.journal(why);
  const recorder = new Recorder({ store, bus, clock, log, stuck, newToken: tokenSource() });
  const machines = new Machines({ store, bus, clock, recorder, log });
  const addresses = new AddressBook(neighbourOf, clock);
  const changes = new SystemChanges({
    dataFolder: options.dataFolder,
    run: runCommand,
    stands: ({ card, address }) =>
      address === null || (findCard(card)?.addresses ?? []).some((own) => own.address === address),
    log,
  });
  void changes.restore();
  const firmware = loadFirmware(options.firmwareFolder);
  const images = new MediaImages(openImage);
  const served = new ServedFiles(images);
  const rollCall = new RollCall({ store, bus, machines });
  const range = () => (service.state.state === 'serving' ? service.state.range : null);
  const traffic = new TrafficMeter({ store, bus, clock, range });
  const packets = new PacketBook(() => clock.now());
  const service: Service = new Service({
    store,
    bus,
    clock,
    recorder,
    machines,
    addresses,
    firmware,
    images,
    served,
    rollCall,
    traffic,
    packets,
    reserve,
    changes,
    log,
  });
  const look = lookInside(images, { openWim, recogniseMedium, openFolder });
  const library = new MediaLibrary({ store, bus, clock, folder: mediaFolder(options.dataFolder), look });
  const taskTimer = new TaskTimer({
    store,
    bus,
    clock,
    crossed: () => closePast({ store, bus, clock, recorder }),
  });
  closePast({ store, bus, clock, recorder });
  taskTimer.arm();
  const housekeeping = new Housekeeping({ store, clock, log });
  housekeeping.start();
  const daily = new DailyBackup({ store, clock, dataFolder: options.dataFolder, log });
  daily.start();
  const stopWatchingSleep = watchSleep(clock, (milliseconds) => {
    log(describePhrase({ code: 'slept', seconds: Math.round(milliseconds / 1_000) }));
    taskTimer.arm();
  });
  return {
    handlers: commandHandlers({
      store,
      bus,
      clock,
      recorder,
      machines,
      service,
      changes,
      guard: new MollyGuard({ now: () => clock.now(), router: routerBehind }),
      taskTimer,
      rollCall,
      traffic,
      firmware,
      library,
      look,
      packets,
      served,
      console: options.console ?? noConsole,
      dataFolder: options.dataFolder,
      version: options.version,
    }),
    get revision() {
      return bus.revision;
    },
    subscribe: (listener) => bus.subscribe(listener),
    close: async () => {
      await service.stop();
      await library.close();
      taskTimer.stop();
      traffic.stop();
      housekeeping.stop();
      stopWatchingSleep();
      reserve.stop();
      await daily.stop();
      try {
        recorder.flush();
        bus.flush();
      } finally {
        store.close();
      }
    },
  };
}
