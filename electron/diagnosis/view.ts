import type { Cause, Certainty, Finding } from '../contract/diagnosis.ts';
import type { Boot, BootEvent, Mode } from '../contract/model.ts';
import type { Story } from './story.ts';

/** One boot with its events, oldest first. */
export interface ToldBoot {
  readonly boot: Boot;
  readonly events: readonly BootEvent[];
}

/** All that a diagnosis depends on; the same view gives the same findings. Times are milliseconds since the epoch. */
export interface DiagnosisView {
  readonly now: number;
  /** The boot that is explained; null: the machine has none. */
  readonly told: ToldBoot | null;
  /** The boot before it, when there is one. */
  readonly before: ToldBoot | null;
  /** The kind of the action that the boot took. */
  readonly actionKind: string | null;
  /** Null while nothing is served. */
  readonly service: { readonly mode: Mode } | null;
  /** The other DHCP server at whose first answer ours ended; null: ours gives addresses, or was never to. */
  readonly addressesStoppedBy: string | null;
  /** DHCP servers that are not ours and were heard lately. */
  readonly otherServers: readonly string[];
  /** A task that is due for the machine and that no boot took; null: there is none. */
  readonly expected: { readonly action: string; readonly since: number } | null;
  /** When an installed system of the machine last asked for an address. */
  readonly systemAsked: { readonly at: number; readonly system: string | null } | null;
  /** An earlier boot of this machine got past a loader that is not signed. */
  readonly loaderRanBefore: boolean;
}

/** What the causes of a boot are looked for in. */
export interface Case extends DiagnosisView {
  readonly story: Story;
  readonly boot: Boot;
}

/** A finding, or the time at which silence will make it one. */
export type Clue = Finding | { readonly dueAt: number };

export function finding(cause: Cause, certainty: Certainty, evidence: readonly number[]): Finding {
  return { cause, certainty, evidence: [...new Set(evidence)].sort((one, other) => one - other) };
}

/** What silence since `at` means after `patience` milliseconds, and not before. */
export function afterSilence(
  { now }: Pick<DiagnosisView, 'now'>,
  at: number,
  patience: number,
  meaning: () => readonly Finding[],
): readonly Clue[] {
  return now - at >= patience ? meaning() : [{ dueAt: at + patience }];
}
