import { actionKind } from '../actions/kinds.ts';
import { enoughQuestions, loaderOf, nextRemedy, nextStyle } from '../boot/remedy.ts';
import type { StoredBoot } from '../boot/stored-boot.ts';
import type { BootFact, Computer, FirmwareKind, LoaderFamily, Remedy } from '../contract/model.ts';
import type { BootPlane } from './boot-plane.ts';

/** Boots that are looked at for one that iPXE ran in. */
const boots = 20;

/** Machines whose questions are counted at once at most. */
const mostCounted = 1_024;

/** Learns from each question of a firmware how its machine is to be started, and remembers it. */
export class RemedyDesk {
  readonly #plane: BootPlane;
  /** Questions of the newest boot of a machine. */
  readonly #questions = new Map<number, { readonly bootId: number; count: number }>();

  constructor(plane: BootPlane) {
    this.#plane = plane;
  }

  /** The loaders that the machine is given in the boot that it is in. */
  loaderFor(computer: Computer): LoaderFamily {
    const remedy = this.#plane.machines.remedyOf(computer.id);
    return remedy.loader === 'debian' ? loaderOf(remedy, this.#signedWillDo(computer)) : remedy.loader;
  }

  #signedWillDo(computer: Computer): boolean {
    return actionKind(this.#plane.machines.decide(computer).action.kind)?.secureBoot === true;
  }

  /** Before a question begins a boot: what the boot before tells. Null: nothing changes. */
  begins(computer: Computer, before: StoredBoot | null, firmware: FirmwareKind): BootFact | null {
    if (before?.stage !== 'loader' && before?.stage !== 'address') return null;
    const { machines, store, serving, firmware: folder } = this.#plane;
    const now = machines.remedyOf(computer.id);
    const next = nextRemedy({
      now,
      before,
      mode: serving.settings.mode,
      ranBefore: store.boots.list(computer.id, { limit: boots }).some(ranIpxe),
      firmware,
      signedWillDo: this.#signedWillDo(computer),
      has: (file) => folder.find(file) !== null,
    });
    return next && this.#keep(computer, now, next);
  }

  /** Beside another server: a machine that asks again and again in one boot takes none of our offers. */
  asks(computer: Computer, boot: StoredBoot): BootFact | null {
    if (this.#plane.serving.settings.mode !== 'proxy' || boot.stage !== 'seen') return null;
    const counted = this.#questions.get(computer.id);
    const count = counted?.bootId === boot.id ? counted.count + 1 : 1;
    if (this.#questions.size >= mostCounted) this.#questions.clear();
    this.#questions.set(computer.id, { bootId: boot.id, count: count % enoughQuestions });
    if (count < enoughQuestions) return null;
    const now = this.#plane.machines.remedyOf(computer.id);
    const next = nextStyle(now);
    return next && this.#keep(computer, now, next);
  }

  #keep(computer: Computer, now: Remedy, next: Remedy): BootFact {
    this.#plane.machines.setRemedy(computer.id, next);
    return {
      kind: 'remedy',
      loader: next.loader === now.loader ? null : next.loader,
      style: next.style === now.style ? null : next.style,
    };
  }
}

const ranIpxe = ({ script, firmware }: StoredBoot): boolean =>
  script?.startsWith('#!ipxe') === true && firmware.startsWith('uefi');
