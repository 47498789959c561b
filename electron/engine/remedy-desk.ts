import type { SecureBoot } from '../actions/kind.ts';
import { actionKind } from '../actions/kinds.ts';
import { enoughQuestions, filesOf, loaderOf, nextRemedy, nextStyle, type RemedyView, stallOf } from '../boot/remedy.ts';
import type { StoredBoot } from '../boot/stored-boot.ts';
import type { BootFact, Computer, FirmwareKind, LoaderFamily, ProxyStyle, Remedy } from '../contract/model.ts';
import type { BootPlane } from './boot-plane.ts';

/** Boots that are looked at for one that iPXE ran in. */
const boots = 20;

/** Events of a boot that are looked at for a download that broke. */
const events = 500;

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
  loaderFor(computer: Computer, firmware: FirmwareKind): LoaderFamily {
    const remedy = this.#plane.machines.remedyOf(computer);
    if (remedy.loader === 'ipxe') return 'ipxe';
    return loaderOf(remedy, { secureBoot: this.#secureBoot(computer), firmware, has: this.#has });
  }

  /** How a proxy names the boot file to the machine. */
  styleFor(computer: Computer, firmware: FirmwareKind): ProxyStyle {
    const { style, styleBy } = this.#plane.machines.remedyOf(computer);
    const { proxyStyles } = this.#plane.serving.settings;
    const wished = firmware === 'bios' ? proxyStyles?.bios : proxyStyles?.uefi;
    const given = styleBy === 'usual' ? (wished ?? style) : style;
    return given === 'full-offer' && !this.#canLend(computer) ? 'boot-file' : given;
  }

  readonly #has = (file: string): boolean => this.#plane.firmware.find(file) !== null;

  #secureBoot(computer: Computer): SecureBoot {
    return actionKind(this.#plane.machines.decide(computer).action.kind)?.secureBoot ?? 'no';
  }

  #canLend({ reservedAddress }: Computer): boolean {
    return reservedAddress !== null || this.#plane.serving.settings.range !== null;
  }

  /** Before a question begins a boot: what the boot before tells. Null: nothing changes. */
  begins(computer: Computer, before: StoredBoot | null, firmware: FirmwareKind): BootFact | null {
    if (before === null || before.stage === 'seen' || before.stage === 'started' || before.stage === 'running')
      return null;
    const { machines, serving } = this.#plane;
    const now = machines.remedyOf(computer);
    const view: RemedyView = {
      now,
      before,
      mode: serving.settings.mode,
      ranBefore: before.stage === 'loader' && ranUsual(this.#plane, computer, firmware),
      firmware,
      secureBoot: this.#secureBoot(computer),
      canLend: this.#canLend(computer),
      stalls: (before.stage === 'loading' || before.stage === 'failed') && this.#stalls(computer, before),
      has: this.#has,
    };
    const next = nextRemedy(view);
    return next && this.#keep(computer, now, next);
  }

  /** One boot that gave up is enough; one that fell silent may have been switched off, so there have to be two in a row. */
  #stalls(computer: Computer, before: StoredBoot): boolean {
    const { recorder, store } = this.#plane;
    recorder.flush();
    const stallIn = (bootId: number) => stallOf(store.boots.events({ bootId, limit: events }).map(({ fact }) => fact));
    const last = stallIn(before.id);
    if (last !== 'silent') return last === 'told';
    const [earlier] = store.boots.list(computer.id, { limit: 1, before: before.id });
    return earlier !== undefined && stallIn(earlier.id) !== null;
  }

  /** Beside another server: a machine that asks again and again in one boot takes none of our offers. */
  asks(computer: Computer, boot: StoredBoot): BootFact | null {
    if (this.#plane.serving.settings.mode !== 'proxy' || boot.stage !== 'seen') return null;
    const counted = this.#questions.get(computer.id);
    const count = counted?.bootId === boot.id ? counted.count + 1 : 1;
    if (this.#questions.size >= mostCounted) this.#questions.clear();
    this.#questions.set(computer.id, { bootId: boot.id, count: count % enoughQuestions });
    if (count < enoughQuestions) return null;
    const now = this.#plane.machines.remedyOf(computer);
    const next = nextStyle({ ...now, style: this.styleFor(computer, boot.firmware) }, this.#canLend(computer));
    return next && this.#keep(computer, now, next);
  }

  #keep(computer: Computer, now: Remedy, next: Remedy): BootFact {
    this.#plane.machines.setRemedy(computer.id, next);
    return {
      kind: 'remedy',
      loader: next.loader === now.loader ? null : next.loader,
      style: next.style === now.style ? null : next.style,
      ...(next.pace === now.pace ? {} : { pace: next.pace }),
    };
  }
}

/** The usual iPXE got its script on this machine by UEFI: it does not refuse what nobody signed. */
export function ranUsual(
  { recorder, store }: Pick<BootPlane, 'recorder' | 'store'>,
  { id }: Computer,
  firmware: FirmwareKind,
): boolean {
  if (!firmware.startsWith('uefi')) return false;
  recorder.flush();
  const [usual] = filesOf('ipxe', firmware) ?? [];
  const ran = store.boots.list(id, { limit: boots }).filter((boot) => boot.script?.startsWith('#!ipxe') === true);
  return ran.some((boot) =>
    store.boots
      .events({ bootId: boot.id, limit: events })
      .some(({ fact }) => fact.kind === 'file-sent' && fact.role === 'loader' && fact.file === usual),
  );
}
