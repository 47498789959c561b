import { z } from 'zod';

/**
 * What the engine says in words, as values: why it refuses, why a machine was left without an answer, why it cannot
 * serve. A closed list of codes, each with what goes into its sentence; `describePhrase` makes the sentence in the
 * reader's language. Text in a parameter is a name, a path, or what another program or a machine said.
 */

const text = z.string();
const number = z.number();

/** Why an input does not fit: what follows the name of its field. */
const rules = {
  'rule-missing': {},
  'rule-kind': {},
  'rule-type': { expected: text },
  'rule-values': { values: text },
  'rule-least': { minimum: text, of: z.enum(['', 'characters', 'entries']) },
  'rule-most': { maximum: text, of: z.enum(['', 'characters', 'entries']) },
  'rule-unknown-fields': { count: number, names: text },
  'rule-mac': {},
  'rule-address': {},
  'rule-host-address': {},
  'rule-domain': {},
  'rule-name-line': {},
  'rule-name-expands': {},
  'rule-whole-path': {},
  'rule-path-line': {},
  'rule-path-folder': {},
  'rule-script-line': { line: number, fault: text },
  'rule-command-line': { fault: text },
  'rule-wimboot-keeps': { name: text },
  'rule-wimboot-name': { name: text },
  'rule-wimboot-twice': { name: text },
  'rule-wimboot-made': { name: text },
  'rule-wimboot-not-boot': { name: text },
  'rule-wimboot-option': { name: text, known: text },
  'rule-wimboot-raw': {},
  'rule-wim-source': {},
  'rule-winpeshl': {},
  'rule-inner-path': {},
  'rule-one-line': {},
  'rule-one-word': {},
  'rule-windows-command': {},
  'rule-share-missing': {},
  'rule-share': {},
  /** A rule that has no code: the words of the schema. */
  'rule-other': { words: text },
} as const;

const refusals = {
  'command-unknown': { command: text },
  'command-failed': { command: text },
  'page-forbidden': {},
  'connection-lost': {},
  'other-version': {},
  'computer-missing': { ref: text },
  'computers-same-name': { count: number, name: text, macs: text },
  'room-missing': { ref: text },
  'action-missing': { ref: text },
  'task-missing': { id: number },
  'mac-known': { mac: text, name: text.nullable() },
  'mac-taken': { mac: text, name: text },
  'seat-without-room': {},
  'seat-outside': { room: text, rows: number, columns: number, row: number, column: number },
  'seat-taken': { row: number, column: number, room: text.nullable(), name: text },
  'address-reserved': { address: text, name: text },
  'moved-twice': { name: text },
  'room-name-taken': { name: text },
  'room-too-small': { name: text },
  'action-name-taken': { name: text },
  'action-used': {
    name: text,
    everywhere: z.boolean(),
    rooms: number,
    computers: number,
    tasks: number,
  },
  'action-built-in-kept': { name: text },
  'action-built-in-stays': { name: text },
  'kind-unknown': { kind: text, known: text },
  'file-missing': { path: text },
  'file-not-plain': { path: text },
  'tool-missing': { name: text },
  'serve-for-script': {},
  'serve-for-wake': {},
  'wake-not-sent': { card: text },
  'window-backwards': {},
  'window-long': {},
  'window-over': {},
  'exam-missing': { ref: text },
  'exam-no-seat': {},
  'exam-seat-taken': { name: text, exam: text },
  'exam-seat-missing': { name: text, exam: text },
  'exam-over': { name: text },
  'exam-runs': { name: text },
  'exam-pin-wrong': {},
  'exam-pin-wait': {},
  'exam-task-kept': { exam: text },
  'exam-computer-kept': { name: text, exam: text },
  'exam-action-kept': { name: text, exam: text },
  'exam-data-kept': { exam: text },
  'exam-not-serving': {},
  'exam-needs-full': {},
  'exam-portal-name': { host: text },
  'roll-call-full': {},
  'roll-call-nothing-back': {},
  'roll-call-none': {},
  'folder-not-whole': {},
  'folder-missing': { path: text },
  'folder-unreadable': { path: text },
  'desktop-only': {},
  'csv-encoding': {},
  'csv-unreadable': { detail: text },
  'csv-long': { most: number },
  'csv-columns': { headings: text },
  'csv-mac': { text },
  'csv-seat-without-room': {},
  'csv-half-seat': {},
  'csv-number': { text, what: z.enum(['row', 'column']) },
  'rule-wds-wim': {},
  'secret-again': { parameter: text },
  'backup-path': { path: text },
  'backup-path-taken': { path: text },
  'backup-not-written': { file: text, detail: text },
  'backup-name': { file: text },
  'stop-serving-first': {},
  /** `file` is empty for one whose name the reader did not give. */
  'data-file-foreign': { file: text },
  'data-file-unreadable': { file: text, detail: text },
  'data-file-missing': { file: text },
  'data-file-damaged': { file: text, detail: text },
  'data-file-loose-row': { file: text, table: text },
  'data-file-newer': { version: number, known: number },
  'data-file-not-opened': { file: text, detail: text },
  'data-file-broken': { file: text, detail: text },
  'data-folder-read-only': { folder: text },
  'data-folder-full': { folder: text },
  'journal-stuck': { detail: text },
  slept: { seconds: number },
  'row-missing': { table: z.enum(['computer', 'room', 'action', 'history entry', 'task']), id: number },
  'media-foreign': {},
  'media-cut': { path: text },
  'media-damaged': { path: text },
  'media-loop': { path: text },
  'media-name': { path: text, name: text },
  'media-deep': { path: text, most: number },
  'media-many': { most: number },
  'media-sparse': { path: text },
  'media-udf': {},
  'media-wim': {},
  'media-unreadable': { detail: text },
  'media-missing': { id: number },
  'media-job-missing': { id: number },
  'media-path': { path: text },
  'media-known': { name: text },
  'media-same': { name: text },
  'media-no-room': { need: number, free: number },
  'media-busy': { most: number },
  'media-empty': {},
  'media-changed': {},
  'media-not-copied': { detail: text },
  'media-used': { name: text, action: text },
  'media-no-pxe': {},
  'media-no-netboot': {},
  'media-no-action': {},
  'media-kind-missing': { kind: text },
  'upload-empty': {},
  'upload-busy': {},
  'upload-large': {},
  'upload-no-room': {},
  'console-password-first': {},
  'console-none': {},
  'console-only-here': {},
} as const;

/** Why serving did not start or ended, what to do, and what is not as it should be while it serves. */
const service = {
  'card-gone': { card: text },
  'card-lost-address': { card: text },
  'card-plug-again': {},
  'start-failed-inside': {},
  'log-holds-details': {},
  'card-missing': { card: text },
  'preflight-serving': {},
  'relay-own-network': { relay: text },
  'preflight-disk': { megabytes: number },
  'preflight-clock': {},
  'other-server': { address: text, card: text },
  'probe-none': { card: text },
  'probe-addresses': { address: text },
  'probe-boot-files': { address: text },
  'probe-both': { address: text },
  'card-without-address': { card: text },
  'card-without-link': { card: text },
  'card-wireless': { card: text },
  'loaders-missing': { names: text },
  'router-outside': { router: text, network: text },
  'network-small': { network: text },
  'range-backwards': { range: text },
  'range-outside': { range: text, network: text },
  'range-edge': { range: text },
  'range-large': { range: text, most: number },
  'receive-buffer': { kibibytes: number },
  'port-administrator': { port: text },
  'port-used': { port: text, holder: text.nullable() },
  'port-failed': { port: text, card: text, error: text },
  'card-bind-denied': { card: text },
  'card-none': { card: text },
  'card-not-address': { card: text, address: text },
  'remedy-linux-ports': { program: text.nullable() },
  'remedy-windows-ports': {},
  'remedy-other-ports': {},
  'remedy-stop-holder': { holder: text.nullable() },
  'remedy-plug': {},
  'remedy-address': {},
} as const;

/** Why a machine was left without an answer, or its transfer ended; a part of a sentence, without its full stop. */
const causes = {
  'handed-off': {},
  'handed-off-boot': {},
  'unknown-left-alone': {},
  'unknown-left-to-disk': {},
  'unknown-too-many': {},
  'unknown-refused': {},
  'unknown-waits': {},
  'unknown-waited': {},
  'answer-not-sent': { detail: text },
  'script-of-other': { wanted: text },
  'no-network-boot': {},
  'system-asks': {},
  'bios-by-http': {},
  'signed-by-http': {},
  'no-loader-ia32': {},
  'no-loader-arm32': {},
  'no-loader-raspberry': {},
  'no-loader': { architecture: number.nullable() },
  'dhcp-reply': {},
  'dhcp-not-ethernet': {},
  'dhcp-off': {},
  'dhcp-relayed': { relay: text },
  'dhcp-bootp': {},
  'dhcp-message': { message: text.nullable() },
  'dhcp-other-offer': { server: text },
  'dhcp-no-address': {},
  'dhcp-reserved-other': { reserved: text, wanted: text },
  'dhcp-address-other': { address: text, wanted: text },
  'dhcp-not-an-address': { address: text },
  'dhcp-kept-for-known': { address: text },
  'dhcp-outside-range': { address: text },
  'dhcp-outside-network': { address: text },
  'dhcp-reserved-machine': { address: text },
  'dhcp-address-in-use': { address: text },
  'dhcp-address-of-other': { address: text },
  'dhcp-address-of-servers': { address: text },
  'dhcp-no-machine-address': { address: text },
  'dhcp-release-other': {},
  'dhcp-release-not-had': {},
  'dhcp-decline-other': {},
  'dhcp-decline-not-had': {},
  'dhcp-other-server-addresses': {},
  'dhcp-other-server-answers': {},
  'dhcp-no-boot-request': {},
  'dhcp-other-boot-server': {},
  'tftp-not-there': { name: text },
  'tftp-read-only': {},
  'tftp-octet-only': {},
  'tftp-no-such-name': {},
  'tftp-machine-busy': {},
  'tftp-busy': {},
  'tftp-no-socket': { client: text, detail: text },
  'tftp-server-stops': {},
  'tftp-never-answered': {},
  'tftp-last-unconfirmed': {},
  'tftp-fell-silent': {},
  'tftp-broke-off': { words: text },
  'tftp-stopped-listening': {},
  'http-nothing-here': {},
  'http-method': { method: text },
  'http-no-such-file': {},
  'http-kiosk-no-pxe': { file: text },
  'http-time-passed': {},
  'http-no-token': {},
  'http-address-long': {},
  'http-address-unreadable': {},
  'http-not-mac': {},
  'http-closed-by-machine': {},
  'http-machine-slow': {},
  'http-other-file': {},
  'http-file-ends': {},
  'file-changed': {},
  'file-cannot-open': { error: text },
  'file-cannot-read': { error: text },
  'file-not-a-file': {},
  'inside-rollcall': { detail: text },
  /** Words of the system or of a machine, in whatever language it speaks. */
  words: { words: text },
} as const;

const plain = { ...rules, ...refusals, ...service, ...causes } as const;

type Shape = Readonly<Record<string, z.ZodType>>;
type ValueOf<C, S extends Shape> = { readonly code: C } & { readonly [P in keyof S]: z.output<S[P]> };
type Flat<T> = T extends unknown ? { readonly [P in keyof T]: T[P] } : never;
type AnyOf<S extends Readonly<Record<string, Shape>>> = Flat<{ [C in keyof S]: ValueOf<C, S[C]> }[keyof S]>;

/** A phrase that holds no other one. */
export type PlainPhrase = AnyOf<typeof plain>;

function oneOf<S extends Readonly<Record<string, Shape>>>(shapes: S): z.ZodType<AnyOf<S>, AnyOf<S>> {
  const options = Object.entries(shapes).map(([code, shape]) => z.object({ code: z.literal(code), ...shape }));
  const [first, ...others] = options;
  if (!first) throw new Error('a list of phrases without phrases');
  return z.discriminatedUnion('code', [first, ...others]) as unknown as z.ZodType<AnyOf<S>, AnyOf<S>>;
}

const PlainPhrase = oneOf(plain);

/** Phrases that say something of another one. */
const compound = {
  /** `field` is empty when the whole input is meant. */
  usage: { field: text, rule: PlainPhrase },
  'parameters-wrong': { kind: text, title: text, field: text, rule: PlainPhrase },
  'csv-name': { text, rule: PlainPhrase },
  'with-remedy': { cause: PlainPhrase, remedy: PlainPhrase },
  'nothing-changed': { cause: PlainPhrase },
  'loader-lines-hidden': { cause: PlainPhrase },
  'watch-deaf': { cause: PlainPhrase },
  'tftp-refused': { name: text, cause: PlainPhrase },
  'http-refused': { path: text, cause: PlainPhrase },
} as const;

const all = { ...plain, ...compound } as const;

export type Phrase = AnyOf<typeof all>;
export type PhraseCode = Phrase['code'];
export type PhraseOf<C extends PhraseCode> = Extract<Phrase, { code: C }>;

export const Phrase = oneOf(all);

/** Every code there is. */
export const phraseCodes = Object.keys(all) as readonly PhraseCode[];

/** The sentences of one language: one that is missing does not compile. `say` is for the phrase inside a phrase. */
export type PhraseWords = {
  readonly [C in PhraseCode]: string | ((phrase: PhraseOf<C>, say: (inner: PlainPhrase) => string) => string);
};
