import { z } from 'zod';
import { FirmwareKind, Id, Stage, Timestamp } from './model.ts';

/**
 * Why a machine did not boot, as values: a closed list of causes, each with what goes into its sentences. A cause comes
 * with its certainty and with the events of the journal that show it; `describeCause` makes the sentences. Text in a
 * parameter is a name, a path, or what a machine said.
 */

const text = z.string();
const number = z.number();
const percent = z.number().int().min(0).max(100);

/** Before Rollcall hears a first question, or when nobody answers it. */
const start = {
  'never-heard': {},
  'did-not-start': { action: text, since: Timestamp },
  'system-asks': { system: text.nullable(), at: Timestamp },
  'not-serving': {},
  'left-alone': {},
  'handed-off': {},
  'refused-by-hand': {},
  'waits-for-answer': {},
  'nobody-answered': {},
  'too-many-unknown': {},
} as const;

/** While it asks for an address. */
const address = {
  'loader-none': { machine: z.enum(['ia32', 'arm32', 'raspberry', 'other']), architecture: number.nullable() },
  'bios-by-http': {},
  'range-full': {},
  'relay-without-range': { relay: text },
  'bootp-only': {},
  'other-server-won': { server: text },
  'two-servers': { servers: text },
  'addresses-stopped': { server: text },
  'offer-not-taken': { questions: number },
  'proxy-offer-ignored': {},
  'proxy-without-addresses': {},
  'address-refused': { refusals: number },
  'duplicate-address': { address: text },
  'duplicate-mac': {},
  'answer-not-sent': { detail: text },
} as const;

/** While it fetches and starts the boot loader. */
const loader = {
  'loader-not-asked': { file: text },
  'tftp-blocked': { file: text },
  'tftp-broken': { file: text, percent },
  'tftp-no-such-file': { file: text },
  'tftp-broken-off': { file: text, words: text },
  'loader-other-architecture': { file: text, firmware: FirmwareKind },
  'secure-boot': { file: text },
  'second-stage-refused': { file: text },
  'loader-silent': { file: text },
  'loader-no-address': {},
  'script-not-asked': {},
  'script-cut': {},
  'second-card': { wanted: text },
} as const;

/** While the boot loader fetches what its script names. */
const files = {
  'file-not-there': { path: text.nullable() },
  'window-over': { path: text },
  'file-unreadable': { file: text, error: text },
  'file-changed': { file: text },
  'download-cut': { file: text, percent },
  'download-stalled': { file: text, percent },
  'connection-refused': {},
  'server-unreachable': {},
  'no-link': {},
  'no-device': {},
  'damaged-file': {},
  'wrong-format': { firmware: FirmwareKind },
  'low-memory': {},
  'loader-too-old': {},
  certificate: {},
  'kernel-not-signed': {},
  cancelled: {},
  'loader-error': { number: text },
} as const;

/** After the boot loader was left. */
const system = {
  'kernel-silent': { action: text },
  'windows-without-bcd': {},
  'windows-without-network': {},
  'windows-without-disk': {},
  'windows-without-curl': {},
  'kiosk-without-pxe': {},
  'network-disk-lost': {},
  told: { words: text },
  'silent-at': { stage: Stage },
} as const;

/** What is not right, whether the machine boots or not. */
const line = {
  'slow-link': { megabytesPerSecond: number },
  'bad-cable': { file: text, blocks: number },
} as const;

const causes = { ...start, ...address, ...loader, ...files, ...system, ...line } as const;

type Shape = Readonly<Record<string, z.ZodType>>;
type ValueOf<C, S extends Shape> = { readonly code: C } & { readonly [P in keyof S]: z.output<S[P]> };
type Flat<T> = T extends unknown ? { readonly [P in keyof T]: T[P] } : never;

export type CauseCode = keyof typeof causes;
export type Cause = Flat<{ [C in CauseCode]: ValueOf<C, (typeof causes)[C]> }[CauseCode]>;
export type CauseOf<C extends CauseCode> = Extract<Cause, { code: C }>;

/** Every cause there is. */
export const causeCodes = Object.keys(causes) as readonly CauseCode[];

const [firstCause, ...otherCauses] = Object.entries(causes).map(([code, shape]) =>
  z.object({ code: z.literal(code), ...shape }),
);
if (!firstCause) throw new Error('a list of causes without causes');
export const Cause = z.discriminatedUnion('code', [firstCause, ...otherCauses]) as unknown as z.ZodType<Cause, Cause>;

/** `certain`: the journal says so; `likely`: nothing else is known that looks like this; `possible`: one of several. */
export const Certainty = z.enum(['certain', 'likely', 'possible']);
export type Certainty = z.infer<typeof Certainty>;

/** One cause of a boot that did not go as it should. */
export const Finding = z.object({
  cause: Cause,
  certainty: Certainty,
  /** The events that show it, oldest first; empty for what was not heard. */
  evidence: z.array(Id),
});
export type Finding = z.infer<typeof Finding>;

/**
 * How a machine stands: `well`: it runs, or went on to its disk; `under way`: it is too soon to say more; `stopped`: it
 * goes no further by itself, or nothing was heard of it.
 */
export const Standing = z.enum(['well', 'under way', 'stopped']);
export type Standing = z.infer<typeof Standing>;

export const Explanation = z.object({
  computerId: Id,
  computerName: z.string(),
  /** The boot that is explained; null when the machine has none. */
  bootId: Id.nullable(),
  standing: Standing,
  /** The most certain first. */
  findings: z.array(Finding),
  /** When silence would say more than it does now; null: never. */
  lookAgainAt: Timestamp.nullable(),
});
export type Explanation = z.infer<typeof Explanation>;

/**
 * What a button can do about a cause: `again`: the same action at the next start; `serving`: the screen where the card,
 * the mode and the range are set; `action`: the form of the action that the boot took.
 */
export type Step = 'again' | 'serving' | 'action';

/** The button that helps, or null where somebody has to go to the machine or into its settings. */
export function stepOf({ code }: Pick<Cause, 'code'>): Step | null {
  switch (code) {
    case 'not-serving':
    case 'left-alone':
    case 'range-full':
    case 'relay-without-range':
    case 'other-server-won':
    case 'two-servers':
    case 'addresses-stopped':
    case 'proxy-offer-ignored':
    case 'proxy-without-addresses':
    case 'answer-not-sent':
      return 'serving';
    case 'handed-off':
    case 'file-not-there':
    case 'file-unreadable':
    case 'wrong-format':
    case 'low-memory':
    case 'certificate':
    case 'kernel-not-signed':
    case 'kernel-silent':
    case 'windows-without-bcd':
    case 'windows-without-network':
    case 'windows-without-disk':
    case 'windows-without-curl':
    case 'kiosk-without-pxe':
    case 'network-disk-lost':
      return 'action';
    case 'script-cut':
    case 'window-over':
    case 'file-changed':
    case 'download-cut':
    case 'download-stalled':
    case 'cancelled':
    case 'damaged-file':
      return 'again';
    default:
      return null;
  }
}

/** The two sentences of a cause: what happened, after the machine's name, and what to do next. */
export interface CauseWords {
  readonly why: string;
  readonly remedy: string;
}

/** All causes in one language: one that is missing does not compile. `moment` says a time as the reader's clock does. */
export type DiagnosisWords = {
  readonly [C in CauseCode]: CauseWords | ((cause: CauseOf<C>, moment: (at: number) => string) => CauseWords);
};
