import { z } from 'zod';
import {
  BackupFile,
  Consequence,
  Enrolment,
  FolderView,
  Language,
  LogFilter,
  NewRoom,
  RoomChange,
  SeatMove,
  ServicePreview,
  Traffic,
  WalkOrder,
} from './console.ts';
import { describePhrase } from './describe-phrase.ts';
import { Explanation } from './diagnosis.ts';
import { Exam, examCommands } from './exam.ts';
import { LibraryMedium, MediaJob, MediaOffer, MediumPath } from './media.ts';
import {
  Action,
  ActionColour,
  ActionIcon,
  Boot,
  BootEvent,
  Card,
  Computer,
  FirmwareKind,
  HistoryEntry,
  HostIpv4,
  Id,
  Ipv4,
  Label,
  Lease,
  LoaderFamily,
  Mac,
  Outcome,
  Pace,
  Phrase,
  ProxyStyle,
  Readiness,
  Reason,
  Ref,
  Remedy,
  Repeat,
  Room,
  Seat,
  ServiceSettings,
  ServiceState,
  Task,
  TaskState,
  Timestamp,
  Variables,
} from './model.ts';
import { ConsolePlace, NetworkConsole, NewPassword } from './network-console.ts';

/**
 * The one contract between the engine and whoever steers it: the window, a browser, the command line, a script.
 * Both ends, the input checks and the documentation of the command line are derived from these values.
 */

export { Ref };

export const TaskView = Task.extend({
  state: TaskState,
  computerName: z.string(),
  actionName: z.string(),
  /** Held back by a running exam of this computer. */
  held: z.boolean(),
});
export type TaskView = z.infer<typeof TaskView>;

/** A line of the log: the fact and the sentence made from it. */
export const LogLine = BootEvent.extend({
  computerName: z.string(),
  mac: Mac,
  text: z.string(),
  trouble: z.boolean(),
});
export type LogLine = z.infer<typeof LogLine>;

export const Status = z.object({
  version: z.string(),
  pid: z.number().int(),
  dataFolder: z.string(),
  service: ServiceState,
  computers: z.number().int(),
  leases: z.number().int(),
  dueTasks: z.number().int(),
  missedTasks: z.number().int(),
  firmware: z.array(
    z.object({ name: z.string(), architecture: z.string(), version: z.string(), present: z.boolean() }),
  ),
});
export type Status = z.infer<typeof Status>;

export const Preferences = z.object({
  /** The action of a machine that has no task and no default of its own or of its room. */
  globalDefaultActionId: Id,
  /** The last card and mode that were served with. */
  service: ServiceSettings.nullable(),
});
export type Preferences = z.infer<typeof Preferences>;

/** What a form for an action kind needs: the parameters as JSON Schema and which of them are files. */
export const ActionKindView = z.object({
  kind: z.string(),
  title: z.string(),
  description: z.string(),
  parameters: z.unknown(),
  fileParameters: z.array(z.string()),
  /** Secrets of one line: one that is set is shown as `keptSecret`. */
  secretParameters: z.array(z.string()),
  /** Whether it can start under Secure Boot: by Debian's signed loaders and a kernel that Debian signed, by iPXE's, or not. */
  secureBoot: z.enum(['debian', 'ipxe', 'no']),
});
export type ActionKindView = z.infer<typeof ActionKindView>;

/** A packet in words; `details` names each option and field. */
export const PacketView = z.object({
  id: z.number().int(),
  at: Timestamp,
  /** True: from the machine; false: from us. */
  asks: z.boolean(),
  summary: z.string(),
  details: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type PacketView = z.infer<typeof PacketView>;

export const Snapshot = z.object({
  /** Events with a higher revision come after this picture. */
  revision: z.number().int().nonnegative(),
  status: Status,
  preferences: Preferences,
  cards: z.array(Card),
  computers: z.array(Computer),
  rooms: z.array(Room),
  actions: z.array(Action),
  actionKinds: z.array(ActionKindView),
  tasks: z.array(TaskView),
  /** The newest boot of each computer that has one. */
  boots: z.array(Boot),
  /** The newest lines, oldest first. */
  log: z.array(LogLine),
  /** The roll call that is under way. */
  enrolment: Enrolment.nullable(),
  traffic: Traffic,
  console: NetworkConsole,
  /** The newest exams, those that run and those that are over. */
  exams: z.array(Exam),
  media: z.array(LibraryMedium),
  /** Media on their way into the library, and those that failed. */
  mediaJobs: z.array(MediaJob),
});
export type Snapshot = z.infer<typeof Snapshot>;

export const ImportRefusal = z.object({ line: z.number().int(), text: z.string(), why: Phrase });
export const ImportResult = z.object({
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  refused: z.array(ImportRefusal),
});
export type ImportResult = z.infer<typeof ImportResult>;

/** One thing that was looked at before serving: green is well, amber is to be known, red is in the way. */
export const PreflightFinding = z.object({
  level: z.enum(['green', 'amber', 'red']),
  what: Phrase,
  /** What a command of Rollcall can do about it, with what it would run: `firewall.open`. */
  fix: z.object({ command: z.literal('firewall.open'), commands: z.array(z.string()) }).optional(),
});
export type PreflightFinding = z.infer<typeof PreflightFinding>;

/** The worst level of the findings, and the mode that fits the network; null where none can be proposed. */
export const Preflight = z.object({
  level: PreflightFinding.shape.level,
  mode: z.enum(['full', 'proxy']).nullable(),
  findings: z.array(PreflightFinding),
});
export type Preflight = z.infer<typeof Preflight>;

/** An address for a card, with the bits of its netmask. */
const CardAddress = z.object({ address: HostIpv4, prefix: z.number().int().min(8).max(30) });

/** The address that a card would be given, and the commands that do it and take it back, as a person types them. */
export const CardPlan = z.object({
  card: z.string(),
  address: Ipv4,
  prefix: z.number().int(),
  commands: z.array(z.string()),
  takeBack: z.array(z.string()),
});
export type CardPlan = z.infer<typeof CardPlan>;

const nothing = z.object({}).strict();
const page = { limit: z.number().int().min(1).max(10_000).default(200), before: Id.optional() };

export const commands = {
  snapshot: { input: nothing, output: Snapshot },
  status: { input: nothing, output: Status },
  'cards.list': { input: nothing, output: z.array(Card) },
  /** How a card without an address would be given one while Rollcall serves, a free one unless it is named; changes nothing. */
  'card.plan': {
    input: z.object({ card: z.string().min(1).max(256), wished: CardAddress.optional() }).strict(),
    output: CardPlan,
  },
  /** Gives it; taken back when serving stops, or at the next start after a crash. */
  'card.give': {
    input: CardAddress.extend({ card: z.string().min(1).max(256) }).strict(),
    output: Card,
  },
  /**
   * Looks at a card before serving; `httpPort` is the one that would be served on. Takes four seconds: other servers are
   * asked, as firmware asks them. Refused while something is served.
   */
  'preflight.run': {
    input: z
      .object({
        card: z.string().min(1).max(256),
        httpPort: z.number().int().min(1).max(65_535).default(8_080),
        /** The addresses that would be given; left out, the usual ones of the card. */
        range: z.object({ first: Ipv4, last: Ipv4 }).optional(),
      })
      .strict(),
    output: Preflight,
  },
  /** Lets machines through the firewall on a card, with `dryRun` only says how; taken back when serving stops, or at the next start after a crash. */
  'firewall.open': {
    input: z
      .object({
        card: z.string().min(1).max(256),
        httpPort: z.number().int().min(1).max(65_535).default(8_080),
        dryRun: z.boolean().default(false),
      })
      .strict(),
    output: z.object({ commands: z.array(z.string()) }),
  },
  /** Full mode where addresses are given already, or a router answers, needs the card's name once more, as `confirm`. */
  'service.start': { input: ServiceSettings.extend({ confirm: z.string().max(256).optional() }), output: ServiceState },
  'service.preview': { input: ServiceSettings, output: ServicePreview },
  'service.stop': { input: nothing, output: ServiceState },
  'computer.list': { input: z.object({ room: Ref.optional() }).strict(), output: z.array(Computer) },
  'computer.add': {
    input: z
      .object({
        mac: Mac,
        name: Label.optional(),
        room: Ref.optional(),
        seat: Seat.optional(),
        defaultAction: Ref.optional(),
        reservedAddress: Ipv4.optional(),
        firmware: FirmwareKind.optional(),
        variables: Variables.optional(),
      })
      .strict(),
    output: Computer,
  },
  'computer.set': {
    input: z
      .object({
        computer: Ref,
        name: Label.nullable().optional(),
        room: Ref.nullable().optional(),
        seat: Seat.nullable().optional(),
        defaultAction: Ref.nullable().optional(),
        reservedAddress: Ipv4.nullable().optional(),
        variables: Variables.optional(),
      })
      .strict(),
    output: Computer,
  },
  /** Whether computers can start an action under Secure Boot, or what each boots now; changes nothing. */
  'computer.readiness': {
    input: z.object({ computers: z.array(Ref).min(1).max(1_000), action: Ref.optional() }).strict(),
    output: z.array(Readiness.extend({ computerId: Id })),
  },
  /** Says whether machines that nobody named are served: true makes them known, false leaves them alone, null takes back what was said. */
  'computer.admit': {
    input: z.object({ computers: z.array(Ref).min(1).max(1_000), serve: z.boolean().nullable() }).strict(),
    output: z.array(Computer),
  },
  /** How a machine is started; what is given is decided, null leaves it to itself and forgets what was learnt. */
  'computer.remedy': {
    input: z
      .object({
        computer: Ref,
        loader: LoaderFamily.nullable().optional(),
        style: ProxyStyle.nullable().optional(),
        pace: Pace.nullable().optional(),
      })
      .strict(),
    output: Remedy,
  },
  /** The newest packets of a machine, or of one of its boots, in words, oldest first: headers alone, kept in memory while Rollcall runs. */
  'packets.list': {
    input: z.object({ computer: Ref, boot: Id.optional(), language: Language.default('en') }).strict(),
    output: z.array(PacketView),
  },
  /** The same as a capture file, in Base64. */
  'packets.export': {
    input: z.object({ computer: Ref }).strict(),
    output: z.object({ name: z.string(), packets: z.number().int(), base64: z.string() }),
  },
  /** One text for who helps from afar, without secrets: of this computer, or of the whole without one. */
  'support.report': { input: z.object({ computer: Ref.optional() }).strict(), output: z.object({ text: z.string() }) },
  'computer.remove': { input: z.object({ computer: Ref }).strict(), output: Computer },
  /** Sends each computer its magic packet three times; refused while nothing is served. Returns the computers. */
  'computer.wake': {
    input: z.object({ computers: z.array(Ref).min(1).max(1_000) }).strict(),
    output: z.object({ computers: z.array(Id) }),
  },
  /** All moves in one step, or none: so two computers swap their seats. Returns the computers that were moved. */
  'seats.arrange': {
    input: z.object({ moves: z.array(SeatMove).min(1).max(10_000) }).strict(),
    output: z.array(Computer),
  },
  /** From now on each machine without a seat that begins a boot takes the next empty seat of the room. */
  'enrolment.start': {
    input: z
      .object({ room: Ref, from: Seat.optional(), pattern: Label.optional(), order: WalkOrder.optional() })
      .strict(),
    output: Enrolment,
  },
  /** Changes the names to come, the way through the room, or the seat that is next. */
  'enrolment.set': {
    input: z.object({ pattern: Label.optional(), order: WalkOrder.optional(), next: Seat.optional() }).strict(),
    output: Enrolment,
  },
  /** Leaves the next seat empty. */
  'enrolment.skip': { input: nothing, output: Enrolment },
  /** Takes the last step back: a skip, or a machine that took a seat and becomes what it was before. */
  'enrolment.undo': { input: nothing, output: Enrolment },
  /** Ends the roll call; what it did stays. */
  'enrolment.finish': { input: nothing, output: z.null() },
  'room.list': { input: nothing, output: z.array(Room) },
  'room.add': { input: NewRoom, output: Room },
  'room.set': { input: RoomChange, output: Room },
  'room.remove': { input: z.object({ room: Ref }).strict(), output: Room },
  'action.kinds': { input: nothing, output: z.array(ActionKindView) },
  'action.list': { input: nothing, output: z.array(Action) },
  'action.add': {
    input: z
      .object({
        name: Label,
        kind: z.string(),
        parameters: z.record(z.string(), z.unknown()).default({}),
        /** Left out: as the kind usually looks. */
        icon: ActionIcon.optional(),
        colour: ActionColour.optional(),
      })
      .strict(),
    output: Action,
  },
  'action.set': {
    input: z
      .object({
        action: Ref,
        name: Label.optional(),
        /** Those that are left out stay; null takes one away. */
        parameters: z.record(z.string(), z.unknown()).optional(),
        icon: ActionIcon.optional(),
        colour: ActionColour.optional(),
      })
      .strict(),
    output: Action,
  },
  /** A copy with the next free name: `Lab Linux 2`. */
  'action.duplicate': { input: z.object({ action: Ref, name: Label.optional() }).strict(), output: Action },
  'action.remove': { input: z.object({ action: Ref }).strict(), output: Action },
  /** The exact script that a machine would get now; changes nothing. `parameters` are looked at as if they were saved. */
  'script.preview': {
    input: z
      .object({ computer: Ref, action: Ref.optional(), parameters: z.record(z.string(), z.unknown()).optional() })
      .strict(),
    /** `reason` is null for an action that was asked for. */
    output: z.object({ text: z.string(), actionName: z.string(), reason: Reason.nullable() }),
  },
  'task.list': { input: z.object({ computer: Ref.optional() }).strict(), output: z.array(TaskView) },
  'task.add': {
    input: z
      .object({
        computers: z.array(Ref).min(1).max(1_000),
        action: Ref,
        repeat: Repeat.default('once'),
        notBefore: Timestamp,
        notAfter: Timestamp,
      })
      .strict(),
    output: z.array(TaskView),
  },
  'task.cancel': { input: z.object({ tasks: z.array(Id).min(1).max(10_000) }).strict(), output: z.array(TaskView) },
  /** What `task.add` with these words would do to each computer; changes nothing. */
  'task.consequence': {
    input: z
      .object({ computers: z.array(Ref).min(1).max(1_000), action: Ref, repeat: Repeat.default('once') })
      .strict(),
    output: Consequence,
  },
  /** Gives tasks a new window and counts their boots anew: what was missed is due again. */
  'task.rearm': {
    input: z.object({ tasks: z.array(Id).min(1).max(10_000), notBefore: Timestamp, notAfter: Timestamp }).strict(),
    output: z.array(TaskView),
  },
  /** Newest first; `from` (included) and `to` (not included) bound when it was served. */
  'history.list': {
    input: z
      .object({
        computer: Ref.optional(),
        from: Timestamp.optional(),
        to: Timestamp.optional(),
        outcomes: z.array(Outcome).optional(),
        ...page,
      })
      .strict(),
    output: z.array(HistoryEntry),
  },
  /** Newest first; `from` (included) and `to` (not included) bound when it began. */
  'boot.list': {
    input: z.object({ computer: Ref, from: Timestamp.optional(), to: Timestamp.optional(), ...page }).strict(),
    output: z.array(Boot),
  },
  /** Why it did not boot, or how it stands: of its newest boot unless one is named. Changes nothing. */
  'boot.explain': { input: z.object({ computer: Ref, boot: Id.optional() }).strict(), output: Explanation },
  /** The newest lines before `before` that fit the filter, oldest first. */
  /** `from`: nothing older than this event, so that a long search can be done in stretches, shown and given up. */
  'log.list': { input: LogFilter.extend({ ...page, from: Id.optional() }).strict(), output: z.array(LogLine) },
  'lease.list': { input: nothing, output: z.array(Lease) },
  /** Columns MAC, name, room, row, column, default action; with `dryRun` nothing is changed. */
  'computers.import': {
    input: z.object({ csv: z.string().max(4_000_000), dryRun: z.boolean().default(false) }).strict(),
    output: ImportResult,
  },
  'computers.export': { input: nothing, output: z.object({ csv: z.string() }) },
  /** Copies the data file while it is in use; into the folder of backups unless `path` says where. */
  'database.backup': {
    input: z.object({ path: z.string().min(1).max(1_000).optional() }).strict(),
    output: BackupFile,
  },
  /** The folder of backups, newest first. */
  'database.list': { input: nothing, output: z.array(BackupFile) },
  /**
   * Puts a backup in the place of all data: a name in the folder of backups, or a path. It is checked before anything
   * is replaced, and what was there is kept as a backup, which is returned. Refused while serving. Every window reads
   * the new picture by itself.
   */
  'database.restore': { input: z.object({ file: z.string().min(1).max(1_000) }).strict(), output: BackupFile },
  /** Takes a file into the folder of backups after the checks of a restore; changes no data. Refused while serving. */
  'database.receive': { input: z.object({ path: z.string().min(1).max(1_000) }).strict(), output: BackupFile },
  /** Opens the console to the network, now and at each start; refused without a password. */
  'console.open': { input: ConsolePlace, output: NetworkConsole },
  /** Cuts every browser on the network off at once. */
  'console.close': { input: nothing, output: NetworkConsole },
  /** Sets the password of the console on the network, and logs every browser out. */
  'console.password': { input: NewPassword, output: NetworkConsole },
  /** Logs every browser out that came in by the password. */
  'console.logout': { input: nothing, output: NetworkConsole },
  /** The image of a boot stick for BIOS and UEFI that asks this server: `bytes` when unpacked, as gzip in Base64. */
  'stick.make': {
    input: nothing,
    output: z.object({ name: z.string(), bytes: z.number().int(), gzip: z.string() }),
  },
  /** A folder of the computer that Rollcall runs on; without a path the home folder. */
  'files.browse': { input: z.object({ path: z.string().max(1_000).optional() }).strict(), output: FolderView },
  /** Asks the person for a file by the system's own window, which only the desktop app has; null: they chose none. */
  'files.choose': {
    input: z.object({ title: z.string().max(200).optional() }).strict(),
    output: z.object({ path: z.string().nullable() }),
  },
  'media.list': { input: nothing, output: z.array(LibraryMedium) },
  /** Copies a file of the computer that Rollcall runs on into the library; the job says how far it is. */
  'media.add': { input: z.object({ path: MediumPath }).strict(), output: MediaJob },
  /** Takes a file into the library and leaves it where it is. */
  'media.link': { input: z.object({ path: MediumPath }).strict(), output: MediaJob },
  /** The job when it has ended. */
  'media.wait': { input: z.object({ job: Id }).strict(), output: MediaJob },
  /** Stops a job and takes away what it copied; one that failed is forgotten. */
  'media.cancel': { input: z.object({ job: Id }).strict(), output: MediaJob },
  /** Deletes the copy; a linked file stays. Refused while an action boots from it. */
  'media.remove': { input: z.object({ medium: Id }).strict(), output: LibraryMedium },
  'media.offer': { input: z.object({ medium: Id }).strict(), output: MediaOffer },
  ...examCommands,
  'preferences.set': { input: z.object({ globalDefaultAction: Ref }).strict(), output: Preferences },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type Commands = typeof commands;
export type CommandName = keyof Commands;
/** What a caller gives: fields with a default may be left out. */
export type CommandInput<N extends CommandName> = z.input<Commands[N]['input']>;
/** What the engine gets: checked, with its defaults filled in. */
export type CheckedInput<N extends CommandName> = z.output<Commands[N]['input']>;
export type CommandOutput<N extends CommandName> = z.output<Commands[N]['output']>;

/** One function a command: what the engine offers and the dispatcher calls. */
export type CommandHandlers = {
  [N in CommandName]: (input: CheckedInput<N>) => CommandOutput<N> | Promise<CommandOutput<N>>;
};

/** What changed. An event names the new state, never the difference. */
export const EngineEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('computer'), computer: Computer }),
  z.object({ kind: z.literal('computer-removed'), id: Id }),
  z.object({ kind: z.literal('room'), room: Room }),
  z.object({ kind: z.literal('room-removed'), id: Id }),
  z.object({ kind: z.literal('action'), action: Action }),
  z.object({ kind: z.literal('action-removed'), id: Id }),
  z.object({ kind: z.literal('task'), task: TaskView }),
  z.object({ kind: z.literal('task-removed'), id: Id }),
  z.object({ kind: z.literal('history'), entry: HistoryEntry }),
  z.object({ kind: z.literal('boot'), boot: Boot }),
  z.object({ kind: z.literal('log'), line: LogLine }),
  z.object({ kind: z.literal('service'), service: ServiceState }),
  z.object({ kind: z.literal('preferences'), preferences: Preferences }),
  z.object({ kind: z.literal('enrolment'), enrolment: Enrolment.nullable() }),
  /** Once a second while it changes. */
  z.object({ kind: z.literal('traffic'), traffic: Traffic }),
  z.object({ kind: z.literal('exam'), exam: Exam }),
  z.object({ kind: z.literal('console'), console: NetworkConsole }),
  z.object({ kind: z.literal('medium'), medium: LibraryMedium }),
  z.object({ kind: z.literal('medium-removed'), id: Id }),
  /** A few times a second while it goes. */
  z.object({ kind: z.literal('media-job'), job: MediaJob }),
]);
export type EngineEvent = z.infer<typeof EngineEvent>;

/** Events of about 50 ms together. A window whose last revision is not `revision - 1` asks for the snapshot again. */
export const EventBatch = z.object({ revision: z.number().int().positive(), events: z.array(EngineEvent) });
export type EventBatch = z.infer<typeof EventBatch>;

/** Why a command was refused; only this and its sentence leave the engine. */
export const RefusalCode = z.enum(['usage', 'refused', 'not-found', 'conflict', 'forbidden', 'failed']);
export type RefusalCode = z.infer<typeof RefusalCode>;

export type CommandResult<N extends CommandName = CommandName> =
  | { readonly ok: true; readonly value: CommandOutput<N> }
  /** `message` is `phrase` in English. */
  | { readonly ok: false; readonly code: RefusalCode; readonly message: string; readonly phrase: Phrase };

/** Thrown by command handlers for an expected refusal; the dispatcher turns it into a result. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly phrase: Phrase;
  constructor(code: RefusalCode, phrase: Phrase) {
    super(describePhrase(phrase));
    this.code = code;
    this.phrase = phrase;
  }
}
