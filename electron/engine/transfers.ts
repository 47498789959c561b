import type { BootFact, Computer } from '../contract/model.ts';
import type { StoredBoot } from '../store/port.ts';
import type { BootPlane } from './boot-plane.ts';

/** Files below this size are over before a line about their progress could be read, in bytes. */
const worthProgress = 8_000_000;

/** A line of progress for each so many per cent. */
const step = 10;

/** Transfers that are under way at most; an older one is forgotten without harm: its end is noted on the newest boot. */
const most = 4_096;

interface Transfer {
  readonly computer: Computer;
  readonly bootId: number;
  percent: number;
}

/** Ties the transfers of one protocol to the boots that they belong to, by the transfer's number. */
export class Transfers {
  readonly #plane: BootPlane;
  readonly #running = new Map<number, Transfer>();

  constructor(plane: BootPlane) {
    this.#plane = plane;
  }

  begin(id: number, computer: Computer, boot: StoredBoot, fact: BootFact): void {
    if (this.#running.size >= most) {
      const oldest = this.#running.keys().next();
      if (!oldest.done) this.#running.delete(oldest.value);
    }
    this.#running.set(id, { computer, bootId: boot.id, percent: 0 });
    this.#plane.recorder.note(computer, boot, fact);
  }

  /** Notes the progress at every tenth of a large file. */
  progress(id: number, fact: BootFact & { kind: 'file-progress' }): void {
    const transfer = this.#running.get(id);
    if (!transfer || fact.bytes < worthProgress) return;
    const percent = Math.floor((fact.sent / fact.bytes) * (100 / step)) * step;
    if (percent <= transfer.percent || percent >= 100) return;
    transfer.percent = percent;
    this.#note(transfer, fact);
  }

  end(id: number, fact: BootFact): void {
    const transfer = this.#running.get(id);
    this.#running.delete(id);
    if (transfer) this.#note(transfer, fact);
  }

  /** Ends without a word in the journal: a size probe. */
  drop(id: number): void {
    this.#running.delete(id);
  }

  #note(transfer: Transfer, fact: BootFact): void {
    const boot = this.#plane.recorder.newest(transfer.computer.id);
    if (boot?.id === transfer.bootId) this.#plane.recorder.note(transfer.computer, boot, fact);
  }
}
