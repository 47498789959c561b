import { z } from 'zod';
import { Language } from './console.ts';
import { Id, Label, Mac, Outcome, Phrase, Reason, Ref, Timestamp, Variables } from './model.ts';

/** An exam as it is kept and shown: who sits in it, what the seats boot and when. */

/** A page's address. It may reach an iPXE script and a kiosk's settings, so it holds nothing that either reads as its own. */
export const PortalAddress = z
  .string()
  .trim()
  .max(300)
  .regex(/^https?:\/\/[\w.:[\]-]+(\/[\w./?&=%#~:@,;+*()-]*)?$/, 'an address looks like https://exam.school.example');

/** A host or an address that the seats may reach: `*.school.example`, `10.77.0.5`, `https://exam.school.example/a`. */
export const AllowedAddress = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[\w.*:/[\]?&=%~@-]+$/, 'an allowed address is one word without quotes');

/** What ends or changes an exam. Kept as a scrypt hash alone. */
export const Pin = z.string().min(4).max(64);

/** One place in an exam. Words of the computer are copies: the record outlives it. */
export const ExamSeat = z.object({
  computerId: Id.nullable(),
  mac: Mac,
  name: z.string(),
  /** The task that brings each boot back; null once the seat was released. */
  taskId: Id.nullable(),
  /** First instant at which the seat is free again, its extra time included. */
  notAfter: Timestamp,
  joinedAt: Timestamp,
  /** When somebody let it go before the end. */
  releasedAt: Timestamp.nullable(),
  /** When its system said goodbye (DHCPRELEASE). */
  leftAt: Timestamp.nullable(),
  variables: Variables,
});
export type ExamSeat = z.infer<typeof ExamSeat>;

export const Exam = z.object({
  id: Id,
  name: Label,
  actionId: Id,
  actionName: z.string(),
  notBefore: Timestamp,
  notAfter: Timestamp,
  /** When it was ended; null as long as nobody and no clock did. */
  endedAt: Timestamp.nullable(),
  portal: PortalAddress.nullable(),
  allow: z.array(AllowedAddress),
  /** Its seats are told no router and no DNS server. */
  closedNetwork: z.boolean(),
  createdAt: Timestamp,
  seats: z.array(ExamSeat),
});
export type Exam = z.infer<typeof Exam>;

/** A file that is served, its length and its hash (lower-case hex); null: it was not there, or changed meanwhile. */
export const ServedFile = z.object({
  name: z.string(),
  bytes: z.number().int().nonnegative().nullable(),
  sha256: z.string().nullable(),
});
export type ServedFile = z.infer<typeof ServedFile>;

/** One boot of one seat, as the record keeps it. */
export const ExamRecordRow = z.object({
  computerName: z.string(),
  mac: Mac,
  bootAt: Timestamp,
  servedAt: Timestamp.nullable(),
  startedAt: Timestamp.nullable(),
  runningAt: Timestamp.nullable(),
  actionName: z.string().nullable(),
  reason: Reason.nullable(),
  outcome: Outcome.nullable(),
  /** Of the exact script that was handed over: lower-case hex. */
  sha256: z.string().nullable(),
  /** What the boot was handed by HTTP: kernel, initrd, images, texts made for it. */
  files: z.array(ServedFile).default([]),
});
export type ExamRecordRow = z.infer<typeof ExamRecordRow>;

const seatVariables = z.array(z.object({ computer: Ref, variables: Variables }).strict()).max(1_000);

const AllowList = z
  .array(AllowedAddress)
  .max(32)
  .refine((list) => list.join(' ').length <= 512, 'the allowed addresses are longer than 512 characters');

const examWords = {
  name: Label,
  action: Ref,
  rooms: z.array(Ref).max(100).default([]),
  computers: z.array(Ref).max(1_000).default([]),
  notBefore: Timestamp,
  notAfter: Timestamp,
  portal: PortalAddress.nullable().default(null),
  allow: AllowList.default([]),
  closedNetwork: z.boolean().default(false),
};

/** What starting would do. Nothing is sent or stored to find out. */
export const ExamPreview = z.object({
  computers: z.array(Id),
  /** Asks for its script in the boot that is under way, at its next start, or when somebody switches it on. */
  inThisBoot: z.array(Id),
  atNextStart: z.array(Id),
  off: z.array(Id),
  /** Tasks of these seats that would wait. */
  waiting: z.number().int(),
  warnings: z.array(Phrase),
});
export type ExamPreview = z.infer<typeof ExamPreview>;

/** The commands of exams; what changes or ends one asks for its PIN. */
export const examCommands = {
  'exam.list': { input: z.object({}).strict(), output: z.array(Exam) },
  'exam.preview': { input: z.object(examWords).strict(), output: ExamPreview },
  /** Every computer of the rooms, and the computers beside. `wake` sends each its magic packet. */
  'exam.start': {
    input: z
      .object({ ...examWords, seats: seatVariables.default([]), pin: Pin, wake: z.boolean().default(false) })
      .strict(),
    output: Exam,
  },
  /** A late seat: in the exam from its next boot on, until the same end. */
  'exam.join': {
    input: z
      .object({ exam: Ref, computers: z.array(Ref).min(1).max(1_000), variables: Variables.default({}) })
      .strict(),
    output: Exam,
  },
  /** More time for some seats, or for all when none is named. */
  'exam.extend': {
    input: z
      .object({
        exam: Ref,
        computers: z.array(Ref).max(1_000).default([]),
        minutes: z.number().int().min(1).max(480),
        pin: Pin,
      })
      .strict(),
    output: Exam,
  },
  /** Lets some seats go, or ends the exam when none is named: the defaults are back at once. */
  'exam.end': {
    input: z.object({ exam: Ref, computers: z.array(Ref).max(1_000).default([]), pin: Pin }).strict(),
    output: Exam,
  },
  /**
   * Other words, another portal, other times. While it runs: name, portal, allowed addresses, and a network that is
   * closed from now on; what would let a seat out is refused.
   */
  'exam.set': {
    input: z
      .object({
        exam: Ref,
        pin: Pin,
        name: Label.optional(),
        notBefore: Timestamp.optional(),
        notAfter: Timestamp.optional(),
        portal: PortalAddress.nullable().optional(),
        allow: AllowList.optional(),
        closedNetwork: z.boolean().optional(),
      })
      .strict(),
    output: Exam,
  },
  /** The record as rows, as CSV, and as a page to print. */
  'exam.report': {
    input: z.object({ exam: Ref, language: Language.default('en') }).strict(),
    output: z.object({
      rows: z.array(ExamRecordRow),
      files: z.array(ServedFile),
      csv: z.string(),
      html: z.string(),
    }),
  },
} as const;
