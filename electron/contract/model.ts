import { z } from 'zod';
import { Phrase } from './phrase.ts';

export type { PlainPhrase } from './phrase.ts';
export { Phrase };

/**
 * The words of the product as values: every shape that the store keeps, a command takes or an event carries.
 * Times are milliseconds since the Unix epoch, sizes are bytes, durations are milliseconds unless the name says
 * otherwise. Addresses are dotted IPv4 text, MAC addresses lower-case hex with colons.
 */

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';

export const Mac = z
  .string()
  .transform((text) => text.trim().toLowerCase().replaceAll('-', ':'))
  .pipe(z.string().regex(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/, 'a MAC address looks like 52:54:00:00:00:02'));
export type Mac = z.infer<typeof Mac>;

export const Ipv4 = z.string().regex(new RegExp(`^${octet}(\\.${octet}){3}$`), 'an address looks like 10.77.0.1');
export type Ipv4 = z.infer<typeof Ipv4>;

export const Timestamp = z.number().int().nonnegative();
export const Id = z.number().int().positive();

/** A thing named as a person names it: its number, its name, or (a computer) its MAC address. */
export const Ref = z.union([Id, z.string().min(1).max(128)]);
export type Ref = z.infer<typeof Ref>;

/** Text that a person typed and that may reach an iPXE script: one line, printable, no `${`. */
export const Label = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .refine((text) => !/\p{C}/u.test(text), 'a name is one line of printable text')
  .refine((text) => !text.includes('${'), 'a name may not hold ${');

export const FirmwareKind = z.enum(['bios', 'uefi-ia32', 'uefi-x64', 'uefi-arm32', 'uefi-arm64', 'unknown']);
export type FirmwareKind = z.infer<typeof FirmwareKind>;

export const Seat = z.object({ row: z.number().int().min(1).max(99), column: z.number().int().min(1).max(99) });
export type Seat = z.infer<typeof Seat>;

export const Variables = z.record(z.string().regex(/^[a-z][a-z0-9_-]{0,31}$/i), z.string().max(512));
export type Variables = z.infer<typeof Variables>;

const afterLines = z
  .array(z.number().int().min(1).max(98))
  .max(98)
  .transform((lines) => [...new Set(lines)].sort((one, other) => one - other));

/** A gap for walking after each of these rows and columns, ascending. One outside the grid is kept and not drawn. */
export const Aisles = z.object({ rows: afterLines, columns: afterLines });
export type Aisles = z.infer<typeof Aisles>;

/** The side of the grid at which the teacher's desk stands. */
export const Desk = z.enum(['top', 'bottom', 'left', 'right']);
export type Desk = z.infer<typeof Desk>;

/** What becomes of a machine that nobody has named or seated: it is served, somebody is asked, or it is left alone. */
export const UnknownRule = z.enum(['serve', 'ask', 'ignore']);
export type UnknownRule = z.infer<typeof UnknownRule>;

export const Room = z.object({
  id: Id,
  name: Label,
  rows: z.number().int().min(1).max(99),
  columns: z.number().int().min(1).max(99),
  aisles: Aisles,
  desk: Desk,
  defaultActionId: Id.nullable(),
  /** For machines on the room's network; null: as the service is set. */
  unknown: UnknownRule.nullable(),
});
export type Room = z.infer<typeof Room>;

const fromMachine = z.string().min(1).max(64).nullable();

/** What the machine's own firmware calls it (SMBIOS): printable, at most 64 characters each. */
export const Hardware = z.object({
  manufacturer: fromMachine,
  product: fromMachine,
  serial: fromMachine,
  /** What only an inventory asks for. Memory in MiB. */
  asset: fromMachine.optional(),
  uuid: fromMachine.optional(),
  memory: fromMachine.optional(),
  cpu: fromMachine.optional(),
  nic: fromMachine.optional(),
});
export type Hardware = z.infer<typeof Hardware>;

export const Computer = z.object({
  id: Id,
  mac: Mac,
  name: Label.nullable(),
  roomId: Id.nullable(),
  seat: Seat.nullable(),
  defaultActionId: Id.nullable(),
  /** The address that the DHCP server keeps for this machine alone. */
  reservedAddress: Ipv4.nullable(),
  firmware: FirmwareKind,
  /** A machine that appeared by itself stays `discovered` until somebody names, seats, admits or refuses it. */
  status: z.enum(['known', 'discovered', 'refused']),
  variables: Variables,
  /** Who made the network card, by the prefix of its MAC address; null: not listed, or no prefix of a maker (`isLocalMac`). */
  maker: z.string().max(64).nullable(),
  /** Null: the machine never told. */
  hardware: Hardware.nullable(),
  firstSeenAt: Timestamp.nullable(),
  lastSeenAt: Timestamp.nullable(),
});
export type Computer = z.infer<typeof Computer>;

/** The glyph of an action. */
export const ActionIcon = z.enum([
  'disk',
  'terminal',
  'penguin',
  'window',
  'kiosk',
  'exam',
  'imaging',
  'rescue',
  'chain',
  'script',
]);
export type ActionIcon = z.infer<typeof ActionIcon>;

/** The square behind the glyph, each at least 5.4:1 against white: `actionColours` has the values. */
export const ActionColour = z.enum(['blue', 'teal', 'violet', 'crimson', 'ochre', 'grey', 'rust', 'brown']);
export type ActionColour = z.infer<typeof ActionColour>;

export const Action = z.object({
  id: Id,
  name: Label,
  /** A kind of `electron/actions/`: `local-disk`, `ipxe-shell`, `linux`, `script`. */
  kind: z.string().min(1).max(32),
  /** Checked by the kind's own schema before it is stored. */
  parameters: z.record(z.string(), z.unknown()),
  icon: ActionIcon,
  colour: ActionColour,
  builtIn: z.boolean(),
});
export type Action = z.infer<typeof Action>;

export const SessionKind = z.enum(['exam', 'imaging']);
export const Session = z.object({ id: Id, name: Label, kind: SessionKind });
export type Session = z.infer<typeof Session>;

export const Repeat = z.enum(['once', 'every boot']);
export type Repeat = z.infer<typeof Repeat>;

/** What the clock says of a task; derived, never stored. `done` is an `every boot` task whose window has passed after it was served at least once. */
export const TaskState = z.enum(['scheduled', 'due', 'missed', 'done']);
export type TaskState = z.infer<typeof TaskState>;

export const Task = z.object({
  id: Id,
  computerId: Id,
  actionId: Id,
  sessionId: Id.nullable(),
  /** The kind of the session that the task belongs to: an exam wins over everything else. */
  sessionKind: SessionKind.nullable(),
  repeat: Repeat,
  /** First instant at which the task may be executed. */
  notBefore: Timestamp,
  /** First instant at which it may no longer be executed. */
  notAfter: Timestamp,
  /** How many boots took it; a `once` task is gone from the list at its first. */
  executions: z.number().int().nonnegative(),
  createdAt: Timestamp,
});
export type Task = z.infer<typeof Task>;

/** Why a machine gets the action that it gets. */
export const Reason = z.enum(['exam', 'task', 'computer default', 'room default', 'global default']);
export type Reason = z.infer<typeof Reason>;

export const Outcome = z.enum(['served', 'started', 'running', 'failed']);
export type Outcome = z.infer<typeof Outcome>;

/** What was executed: words and script are copies, so that they stay true when the action is edited later. */
export const HistoryEntry = z.object({
  id: Id,
  bootId: Id,
  taskId: Id,
  computerId: Id.nullable(),
  mac: Mac,
  computerName: z.string().nullable(),
  actionName: z.string(),
  actionKind: z.string(),
  repeat: Repeat,
  notBefore: Timestamp,
  notAfter: Timestamp,
  reason: Reason,
  script: z.string(),
  servedAt: Timestamp,
  startedAt: Timestamp.nullable(),
  runningAt: Timestamp.nullable(),
  outcome: Outcome,
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** How far a boot has come. A boot only moves forward, or to `failed`. */
export const Stage = z.enum(['seen', 'address', 'loader', 'script', 'loading', 'started', 'running', 'failed']);
export type Stage = z.infer<typeof Stage>;

/** One start of a machine. */
export const Boot = z.object({
  id: Id,
  computerId: Id,
  startedAt: Timestamp,
  lastEventAt: Timestamp,
  stage: Stage,
  address: Ipv4.nullable(),
  firmware: FirmwareKind,
  actionId: Id.nullable(),
  actionName: z.string().nullable(),
  taskId: Id.nullable(),
  reason: Reason.nullable(),
  /** The exact text that was handed over, kept so that a retry of the same boot gets the same answer. */
  script: z.string().nullable(),
  /** What the machine told when the stage is `failed`; `explainFailure` makes words of it. */
  failure: z.string().nullable(),
});
export type Boot = z.infer<typeof Boot>;

/** What a transferred file is to the boot. */
export const FileRole = z.enum(['loader', 'autoexec', 'kernel', 'initrd', 'file']);
export type FileRole = z.infer<typeof FileRole>;

const transfer = {
  protocol: z.enum(['tftp', 'http']),
  role: FileRole,
  file: z.string(),
};

/** One fact of a boot, in the order in which it happened. */
/**
 * `ipxe` uses the network driver of the firmware, `native` is iPXE with its own, `legacy` an old one; `debian` is Debian's
 * signed shim and GRUB, `ipxe-signed` iPXE's own signed shim and loader.
 */
export const LoaderFamily = z.enum(['ipxe', 'native', 'legacy', 'debian', 'ipxe-signed']);
export type LoaderFamily = z.infer<typeof LoaderFamily>;

/**
 * How a proxy names the boot file: in its offer with option 43, to who asks port 4011, or together with an address of
 * ours, where the machine has a reservation or spare addresses are set.
 */
export const ProxyStyle = z.enum(['boot-file', 'boot-server', 'full-offer']);
export type ProxyStyle = z.infer<typeof ProxyStyle>;

/** `model`: it helped a machine of the same manufacturer and product. */
const remedyBy = z.enum(['usual', 'learnt', 'model', 'hand', 'given up']);

/** Large files as fast as they go, or slowly for network drivers that lose their way. */
export const Pace = z.enum(['full', 'gentle']);
export type Pace = z.infer<typeof Pace>;

/** How one machine is started, and why so. `tried`: the loaders that went silent on it. */
export const Remedy = z.object({
  loader: LoaderFamily,
  loaderBy: remedyBy,
  style: ProxyStyle,
  styleBy: remedyBy,
  pace: Pace,
  paceBy: remedyBy,
  tried: z.array(LoaderFamily),
});
export type Remedy = z.infer<typeof Remedy>;

/**
 * What is known of a machine and Secure Boot, for one action: `no-secure-boot`, a BIOS has none; `starts-unsigned`, it ran
 * loaders that nobody signed; `starts-signed`, it needs signed ones and gets them; `action-unsigned`, it needs them, and they
 * start no such action; `loader-missing`, they could, and are not in the firmware folder; `untried`, it asked and got no
 * loader yet; `unseen`, nothing is known. `loader`: what it would get.
 */
export const Readiness = z.object({
  state: z.enum([
    'no-secure-boot',
    'starts-unsigned',
    'starts-signed',
    'action-unsigned',
    'loader-missing',
    'untried',
    'unseen',
  ]),
  loader: LoaderFamily.nullable(),
});
export type Readiness = z.infer<typeof Readiness>;

/** What helped machines of one model; null where the usual way does. */
export const ModelRemedy = z.object({
  loader: LoaderFamily.nullable(),
  style: ProxyStyle.nullable(),
  pace: Pace.nullable(),
});
export type ModelRemedy = z.infer<typeof ModelRemedy>;

export const BootFact = z.discriminatedUnion('kind', [
  /** The first question of a machine, or the question of the loader that it was given. */
  z.object({
    kind: z.literal('discover'),
    asks: z.enum(['firmware', 'http-firmware', 'ipxe', 'system']),
    firmware: FirmwareKind,
    architecture: z.number().int().nullable(),
    vendorClass: z.string().nullable(),
    ipxeVersion: z.string().nullable(),
    /** What the firmware calls its machine (option 97), as hex: two machines with one MAC address differ in it. */
    uuid: z.string().max(64).nullable().optional(),
  }),
  /** Offered an address (full mode), or a boot file alone (`address` null, proxy mode). */
  z.object({ kind: z.literal('offer'), address: Ipv4.nullable(), bootFile: z.string().nullable() }),
  /** The machine has an address: ours, or the one that a foreign server gave and that we overheard. */
  z.object({
    kind: z.literal('address'),
    address: Ipv4,
    by: z.enum(['rollcall', 'other server']),
    hostName: z.string().nullable(),
  }),
  /** Left without an answer, and why. */
  z.object({ kind: z.literal('ignored'), protocol: z.enum(['dhcp', 'tftp', 'http']), why: Phrase }),
  z.object({ kind: z.literal('nak'), why: Phrase }),
  z.object({ kind: z.literal('declined'), address: Ipv4 }),
  z.object({ kind: z.literal('released'), address: Ipv4 }),
  z.object({ kind: z.literal('range-exhausted') }),
  z.object({ kind: z.literal('file-started'), ...transfer, bytes: z.number().int().nullable() }),
  z.object({ kind: z.literal('file-progress'), ...transfer, sent: z.number().int(), bytes: z.number().int() }),
  z.object({
    kind: z.literal('file-sent'),
    ...transfer,
    bytes: z.number().int(),
    milliseconds: z.number(),
    /** TFTP only: blocks sent again. */
    retransmitted: z.number().int(),
  }),
  z.object({
    kind: z.literal('file-failed'),
    ...transfer,
    sent: z.number().int(),
    bytes: z.number().int().nullable(),
    why: Phrase,
  }),
  z.object({
    kind: z.literal('script-served'),
    actionId: Id.nullable(),
    actionName: z.string(),
    taskId: Id.nullable(),
    reason: Reason,
    bytes: z.number().int(),
    again: z.boolean(),
  }),
  z.object({ kind: z.literal('script-aborted'), actionName: z.string() }),
  z.object({ kind: z.literal('started'), actionName: z.string().nullable() }),
  z.object({ kind: z.literal('progress'), percent: z.number().min(0).max(100), text: z.string().nullable() }),
  z.object({
    kind: z.literal('running'),
    sign: z.enum(['report', 'dhcp']),
    hostName: z.string().nullable(),
    system: z.string().nullable(),
  }),
  /** What the machine told: iPXE's error number, or words of its own; empty when it told nothing. */
  z.object({ kind: z.literal('failed'), why: z.string() }),
  /** From this boot on it is started in another way, because of how the boot before failed. */
  z.object({
    kind: z.literal('remedy'),
    loader: LoaderFamily.nullable(),
    style: ProxyStyle.nullable(),
    pace: Pace.nullable().optional(),
  }),
  /** A console line of the boot loader, by syslog. */
  z.object({ kind: z.literal('loader-line'), text: z.string() }),
]);
export type BootFact = z.infer<typeof BootFact>;

export const BootEvent = z.object({
  id: Id,
  bootId: Id,
  computerId: Id,
  at: Timestamp,
  fact: BootFact,
});
export type BootEvent = z.infer<typeof BootEvent>;

export const Lease = z.object({
  address: Ipv4,
  mac: Mac,
  /** `declined` holds an address back that a machine found in use. */
  state: z.enum(['offered', 'bound', 'released', 'declined']),
  expiresAt: Timestamp,
  hostName: z.string().nullable(),
});
export type Lease = z.infer<typeof Lease>;

/** What a card is; all but the first two are made by software, or lead to no classroom. */
export const CardKind = z.enum([
  'wired',
  'wifi',
  'bluetooth',
  'hyper-v',
  'vmware',
  'virtualbox',
  'wsl',
  'docker',
  'vpn',
  'bridge',
  'virtual',
]);
export type CardKind = z.infer<typeof CardKind>;

export const Card = z.object({
  name: z.string(),
  index: z.number().int().nullable(),
  mac: Mac.nullable(),
  /** Those that another machine can talk to: none that the system made up itself (169.254). */
  addresses: z.array(z.object({ address: Ipv4, prefix: z.number().int().min(0).max(32) })),
  up: z.boolean(),
  /** Megabits a second, null when the system does not say. */
  speed: z.number().int().nullable(),
  kind: CardKind,
});
export type Card = z.infer<typeof Card>;

export const Mode = z.enum(['full', 'proxy', 'off']);
export type Mode = z.infer<typeof Mode>;

/** A DNS name as DHCP option 15 may carry it: labels of letters, digits and inner hyphens, no dot at its end. */
export const DomainName = z
  .string()
  .max(253)
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i,
    'a domain looks like school.example',
  );

/** An address that a machine can talk to: no network's zero, no group and no broadcast address. */
export const HostIpv4 = Ipv4.refine((text) => {
  const first = Number(text.split('.')[0]);
  return first > 0 && first < 224;
}, 'this is no address of one machine');

/** A network behind a DHCP relay, named by the relay's address in it; its machines use that as their router. */
export const RelayedNetwork = z.object({
  relay: HostIpv4,
  prefix: z.number().int().min(8).max(29),
  range: z.object({ first: Ipv4, last: Ipv4 }),
  /** The room that it is in. */
  room: Ref.optional(),
});
export type RelayedNetwork = z.infer<typeof RelayedNetwork>;

/** How to serve on which card. What is null or left out follows from the card. */
export const ServiceSettings = z.object({
  card: z.string().min(1),
  mode: Mode.default('full'),
  /** In proxy mode: spare addresses that no other server gives, for machines that take no offer without one. */
  range: z.object({ first: Ipv4, last: Ipv4 }).nullable().default(null),
  leaseSeconds: z
    .number()
    .int()
    .min(60)
    .max(7 * 86_400)
    .default(3_600),
  router: HostIpv4.nullable().default(null),
  dns: z.array(HostIpv4).max(8).default([]),
  domain: DomainName.nullable().default(null),
  httpPort: z.number().int().min(1).max(65_535).default(8_080),
  unknown: UnknownRule.default('serve'),
  /** The room that the card's cable leads to; left out, the only one that there is. */
  room: Ref.optional(),
  /** Proxy mode: how boot files are named to machines of which nothing else is known. */
  proxyStyles: z.object({ bios: ProxyStyle.optional(), uefi: ProxyStyle.optional() }).optional(),
  /** Full mode: networks whose questions a relay brings. */
  relays: z.array(RelayedNetwork).max(64).optional(),
});
export type ServiceSettings = z.infer<typeof ServiceSettings>;

export const ServiceState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('stopped') }),
  z.object({ state: z.literal('failed'), settings: ServiceSettings, why: Phrase, remedy: Phrase.nullable() }),
  z.object({
    state: z.literal('serving'),
    settings: ServiceSettings,
    address: Ipv4,
    prefix: z.number().int(),
    range: z.object({ first: Ipv4, last: Ipv4 }).nullable(),
    httpUrl: z.string(),
    since: Timestamp,
    warnings: z.array(Phrase),
    /** The DHCP server because of which ours gives no addresses any more; the rest goes on. */
    otherServer: Ipv4.nullable(),
  }),
]);
export type ServiceState = z.infer<typeof ServiceState>;
