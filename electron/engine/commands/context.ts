import { Refusal } from '../../contract/api.ts';
import type { PacketBook } from '../../packets/book.ts';
import { StoreConflict } from '../../store/errors.ts';
import type { Store } from '../../store/port.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { ConsolePort } from '../console-port.ts';
import type { FirmwareFolder } from '../firmware-folder.ts';
import type { Machines } from '../machines.ts';
import type { MediaLibrary } from '../media-library.ts';
import type { LookInside } from '../media-look.ts';
import type { MollyGuard } from '../molly-guard.ts';
import type { Recorder } from '../recorder.ts';
import type { RollCall } from '../roll-call.ts';
import type { ServedFiles } from '../served-files.ts';
import type { Service } from '../service.ts';
import type { SystemChanges } from '../system-changes.ts';
import type { TaskTimer } from '../task-timer.ts';
import type { TrafficMeter } from '../traffic.ts';

/** What commands work with. */
export interface CommandContext {
  readonly store: Store;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly recorder: Recorder;
  readonly machines: Machines;
  readonly service: Service;
  readonly changes: SystemChanges;
  readonly guard: MollyGuard;
  readonly taskTimer: TaskTimer;
  readonly rollCall: RollCall;
  readonly traffic: TrafficMeter;
  readonly firmware: FirmwareFolder;
  readonly library: MediaLibrary;
  readonly look: LookInside;
  readonly served: ServedFiles;
  readonly packets: PacketBook;
  readonly console: ConsolePort;
  readonly dataFolder: string;
  readonly version: string;
}

/** One transaction; what the store finds in conflict becomes a refusal with its sentence. */
export function inOneStep<T>(context: CommandContext, work: () => T): T {
  try {
    return context.store.transaction(work);
  } catch (fault) {
    if (fault instanceof StoreConflict) throw new Refusal('conflict', fault.phrase);
    throw fault;
  }
}
