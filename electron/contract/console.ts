import { z } from 'zod';
import {
  Aisles,
  Card,
  Desk,
  Id,
  Ipv4,
  Label,
  Mode,
  Phrase,
  Ref,
  Seat,
  ServiceSettings,
  Stage,
  Timestamp,
  UnknownRule,
} from './model.ts';

/** Shapes that the console adds to the model: what it shows beside rows, and what its acts are given. */

/** The languages that sentences are made in. */
export const Language = z.enum(['en', 'fr']);
export type Language = z.infer<typeof Language>;

const gridSize = z.number().int().min(1).max(99);

/** A new room; what is left out is five rows of six seats, no aisle, the desk above them. */
export const NewRoom = z
  .object({
    name: Label,
    rows: gridSize.default(5),
    columns: gridSize.default(6),
    aisles: Aisles.optional(),
    desk: Desk.optional(),
    defaultAction: Ref.optional(),
    unknown: UnknownRule.nullable().optional(),
  })
  .strict();

export const RoomChange = z
  .object({
    room: Ref,
    name: Label.optional(),
    rows: gridSize.optional(),
    columns: gridSize.optional(),
    aisles: Aisles.optional(),
    desk: Desk.optional(),
    defaultAction: Ref.nullable().optional(),
    unknown: UnknownRule.nullable().optional(),
  })
  .strict();

/** Where a computer is to sit: `seat` null leaves it in the room without one, `room` null takes it out of its room. */
export const SeatMove = z.object({ computer: Ref, room: Ref.nullable(), seat: Seat.nullable() }).strict();
export type SeatMove = z.infer<typeof SeatMove>;

/** What an act would do to each of its computers, by number. Every computer that was asked for is in exactly one list. */
export const Consequence = z.object({
  /** Has not asked for its script yet: takes the action in the boot that is under way. */
  inThisBoot: z.array(Id),
  /** Is on, and has its script already or another task that goes first: takes it when it starts again. */
  atNextStart: z.array(Id),
  /** Nothing was heard of it for `quietUntilOff`: takes it when somebody switches it on. */
  off: z.array(Id),
  /** Is in an exam and stays in it. */
  inExam: z.array(Id),
});
export type Consequence = z.infer<typeof Consequence>;

/** How one walks through a room: each row in turn, there and back, each column in turn. */
export const WalkOrder = z.enum(['rows', 'snake', 'columns']);
export type WalkOrder = z.infer<typeof WalkOrder>;

/** The roll call of a room: who took which seat so far, and which one waits. It ends with the engine. */
export const Enrolment = z.object({
  roomId: Id,
  order: WalkOrder,
  /** A name in which `#` stands for the digits of the seat's number: `PC-##` makes `PC-07`. */
  pattern: Label,
  /** The seat that the next machine takes; null when all are taken or skipped. */
  next: Seat.nullable(),
  /** The name that the next machine gets, unless it has one. */
  nextName: z.string().nullable(),
  /** In the order in which they were taken. */
  placed: z.array(z.object({ seat: Seat, computerId: Id })),
  skipped: z.array(Seat),
});
export type Enrolment = z.infer<typeof Enrolment>;

/** What flows now, over the last second. */
export const Traffic = z.object({
  /** All transfers together. */
  bytesPerSecond: z.number().nonnegative(),
  /** Each computer that loads. */
  computers: z.array(z.object({ computerId: Id, bytesPerSecond: z.number().nonnegative() })),
  leasesInUse: z.number().int().nonnegative(),
  /** How many addresses the range holds; null when addresses are not ours to give. */
  leasesTotal: z.number().int().nonnegative().nullable(),
});
export type Traffic = z.infer<typeof Traffic>;

/** A copy of the data file. `file` is its name inside the folder of backups, or the path that was asked for. */
export const BackupFile = z.object({
  file: z.string(),
  path: z.string(),
  bytes: z.number().int().nonnegative(),
  at: Timestamp,
  /** Made by itself before another file was restored over the data. */
  beforeRestore: z.boolean(),
});
export type BackupFile = z.infer<typeof BackupFile>;

/** What Start would do with these settings. Nothing is sent to find out. */
export const ServicePreview = z.object({
  settings: ServiceSettings,
  card: Card.nullable(),
  mode: Mode,
  address: Ipv4.nullable(),
  prefix: z.number().int().nullable(),
  /** The addresses that would be given; null outside full mode. */
  range: z.object({ first: Ipv4, last: Ipv4, count: z.number().int() }).nullable(),
  httpUrl: z.string().nullable(),
  /** One of them is enough that it would not start. */
  problems: z.array(Phrase),
  /** It would start, and not all would be well. */
  warnings: z.array(Phrase),
});
export type ServicePreview = z.infer<typeof ServicePreview>;

/** A folder of the computer that Rollcall runs on, for choosing a file from a browser. */
export const FolderView = z.object({
  path: z.string(),
  /** Null at the top. */
  parent: z.string().nullable(),
  /** Folders first, then files, by name; at most 2,000. */
  entries: z.array(
    z.object({ name: z.string(), path: z.string(), kind: z.enum(['folder', 'file']), bytes: z.number() }),
  ),
  /** There are more entries than are named. */
  cut: z.boolean(),
});
export type FolderView = z.infer<typeof FolderView>;

/** Which lines of the log are wanted; every filter that is given must fit. */
export const LogFilter = z.object({
  computer: Ref.optional(),
  computers: z.array(Ref).max(1_000).optional(),
  boot: Id.optional(),
  /** The stage that the line's fact belongs to (`factStage`). */
  stages: z.array(Stage).optional(),
  troubleOnly: z.boolean().optional(),
  /** Words that are searched for in the sentence, the computer's name and its MAC address; case does not matter. */
  text: z.string().max(200).optional(),
  /** The language of the sentences that are searched and sent. */
  language: Language.default('en'),
});

/** The refusals of a start that waits for the name of its card. */
export const guardCodes: ReadonlySet<string> = new Set(['guard-server', 'guard-router'] satisfies Phrase['code'][]);
