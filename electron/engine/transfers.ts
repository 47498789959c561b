import type { BootFact, Computer, FileRole, Ipv4, Phrase } from '../contract/model.ts';
import { type BootPlane, bootOfTransfer, computerAt } from './boot-plane.ts';
import { confirmByToken } from './history-writer.ts';

/** Files below this size are over before a line about their progress could be read, in bytes. */
const worthProgress = 8_000_000;

/** A line of progress for each so many per cent. */
const step = 10;

/** Transfers that are under way at most; the end of a forgotten one leaves no line. */
const most = 4_096;

/** What a server tells of one transfer; both protocols say the same. */
export interface TransferSign {
  readonly kind: 'started' | 'progress' | 'sent' | 'probed' | 'failed';
  /** The server's number of the transfer. */
  readonly id: number;
  readonly client: Ipv4;
  /** The word by which the request named its boot. */
  readonly token: string | null;
  readonly file: { readonly protocol: 'tftp' | 'http'; readonly role: FileRole; readonly file: string };
  readonly sent: number;
  readonly bytes: number;
  readonly milliseconds: number;
  readonly retransmitted: number;
  /** Why it failed; null when it did not. */
  readonly why: Phrase | null;
}

interface Transfer {
  readonly computer: Computer;
  readonly bootId: number;
  percent: number;
  sent: number;
}

/** Ties the transfers of one protocol to the boots that they belong to, by the transfer's number. */
export class Transfers {
  readonly #plane: BootPlane;
  readonly #running = new Map<number, Transfer>();

  constructor(plane: BootPlane) {
    this.#plane = plane;
  }

  take(sign: TransferSign): void {
    this.#count(sign);
    switch (sign.kind) {
      case 'started':
        this.#begin(sign);
        break;
      case 'progress':
        this.#progress(sign);
        break;
      case 'sent': {
        const { bytes, milliseconds, retransmitted } = sign;
        this.#end(sign, { kind: 'file-sent', ...sign.file, bytes, milliseconds, retransmitted });
        break;
      }
      case 'failed':
        this.#end(sign, failureOf(sign));
        break;
      case 'probed':
        this.#running.delete(sign.id);
        break;
    }
  }

  /** The machine behind a request: by the word of its boot, else by its address. */
  machineOf(token: string | null, client: Ipv4): Computer | null {
    const boot = token === null ? null : this.#plane.recorder.byToken(token);
    return boot ? this.#plane.machines.byId(boot.computerId) : computerAt(this.#plane, client);
  }

  #begin(sign: TransferSign): void {
    const computer = this.machineOf(sign.token, sign.client);
    const asked = computer && bootOfTransfer(this.#plane, computer, sign.file.role);
    if (!computer || !asked) return;
    const boot = sign.token === asked.token ? confirmByToken(this.#plane, computer, asked) : asked;
    this.#bound();
    this.#running.set(sign.id, { computer, bootId: boot.id, percent: 0, sent: 0 });
    this.#plane.recorder.note(computer, boot, { kind: 'file-started', ...sign.file, bytes: sign.bytes });
  }

  /** Bytes that went out since the last sign. Of a transfer that is nobody's only its end is counted. */
  #count({ kind, id, sent, bytes }: TransferSign): void {
    const now = kind === 'sent' ? bytes : sent;
    const transfer = this.#running.get(id);
    if (!transfer) {
      if (kind === 'sent' || kind === 'failed') this.#plane.traffic.add(null, now);
      return;
    }
    this.#plane.traffic.add(transfer.computer.id, now - transfer.sent);
    transfer.sent = now;
  }

  #bound(): void {
    if (this.#running.size < most) return;
    const oldest = this.#running.keys().next();
    if (!oldest.done) this.#running.delete(oldest.value);
  }

  /** A line at every tenth of a large file. */
  #progress({ id, file, sent, bytes }: TransferSign): void {
    const transfer = this.#running.get(id);
    if (!transfer || bytes < worthProgress) return;
    const percent = Math.floor((sent / bytes) * (100 / step)) * step;
    if (percent <= transfer.percent || percent >= 100) return;
    transfer.percent = percent;
    this.#note(transfer, { kind: 'file-progress', ...file, sent, bytes });
  }

  #end({ id }: TransferSign, fact: BootFact): void {
    const transfer = this.#running.get(id);
    this.#running.delete(id);
    if (transfer) this.#note(transfer, fact);
  }

  #note(transfer: Transfer, fact: BootFact): void {
    const boot = this.#plane.recorder.newest(transfer.computer.id);
    if (boot?.id === transfer.bootId) this.#plane.recorder.note(transfer.computer, boot, fact);
  }
}

function failureOf({ file, sent, bytes, why }: TransferSign): BootFact {
  return { kind: 'file-failed', ...file, sent, bytes, why: why ?? { code: 'words', words: '' } };
}
