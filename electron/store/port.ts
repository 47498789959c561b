import type { StoredBoot } from '../boot/stored-boot.ts';
import type { Exam, ExamRecordRow, ExamSeat, ServedFile } from '../contract/exam.ts';
import type { LibraryMedium } from '../contract/media.ts';
import type {
  Action,
  Boot,
  BootEvent,
  Computer,
  FirmwareKind,
  HistoryEntry,
  Ipv4,
  Lease,
  Mac,
  ModelRemedy,
  Outcome,
  Remedy,
  Room,
  Seat,
  Session,
  Task,
} from '../contract/model.ts';

/**
 * What the rest of the engine sees of the data file. Everything is synchronous: when a call returns, a kill -9 of the
 * process no longer loses it. Rows go in as the contract checked them; only what the rows say of each other is checked
 * here.
 */
export interface Store {
  readonly computers: ComputerStore;
  readonly rooms: RoomStore;
  readonly actions: ActionStore;
  readonly sessions: SessionStore;
  readonly exams: ExamStore;
  readonly media: MediaStore;
  readonly remedies: RemedyStore;
  readonly tasks: TaskStore;
  readonly boots: BootStore;
  readonly history: HistoryStore;
  readonly leases: LeaseStore;
  readonly settings: SettingsStore;
  /** Runs `work` as one transaction; what it throws undoes it. Inside another one it is a part that is undone alone. */
  transaction<T>(work: () => T): T;
  /** Copies the file while it is in use. */
  backup(toFile: string): Promise<void>;
  /** Copies a backup to `scratch` and checks that it can take the place of the data. Throws `StoreError`; changes nothing. */
  prepareBackup(file: string, scratch: string): void;
  /** Puts the rows of a prepared copy in the place of all rows. Whoever holds rows in memory has to forget them. */
  replaceWith(scratch: string): void;
  close(): void;
}

/** A page of a long list: at most `limit` rows with an id below `before`. */
export interface Page {
  readonly limit: number;
  readonly before?: number | undefined;
}

/** A computer that is added; what is left out is not known yet. */
export type NewComputer = Omit<Computer, 'id' | 'maker' | 'hardware'> & Partial<Pick<Computer, 'maker' | 'hardware'>>;

/** A stretch of time: `from` (included) to `to` (not included), both open when left out. */
export interface Span {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface ComputerStore {
  byId(id: number): Computer | null;
  byMac(mac: Mac): Computer | null;
  /** Names are no key: two machines may have the same one. Case of ASCII letters does not matter. */
  byName(name: string): Computer[];
  bySeat(roomId: number, seat: Seat): Computer | null;
  /** By id, of one room or all. */
  list(filter?: { readonly roomId?: number | undefined }): Computer[];
  count(): number;
  reservations(): { address: Ipv4; mac: Mac }[];
  /** Throws `StoreConflict` when the MAC, the seat or the reserved address is taken. */
  add(fields: NewComputer): Computer;
  /** Throws `StoreConflict` as `add` does, `StoreError` when there is no such computer. */
  set(id: number, changes: Partial<Omit<Computer, 'id'>>): Computer;
  /** How many have the status `known`. */
  known(): number;
  /** Notes when the machine was last heard of, and its firmware. Nothing happens when there is no such computer. */
  seen(id: number, at: number, firmware: FirmwareKind): void;
  /** Takes its tasks, boots and events along; its history stays. Null: there is none. */
  remove(id: number): Computer | null;
}

/** A room that is added; left out: no aisle, the desk above the first row, unknown machines as the service has it. */
export type NewRoom = Omit<Room, 'id' | 'aisles' | 'desk' | 'unknown'> &
  Partial<Pick<Room, 'aisles' | 'desk' | 'unknown'>>;

export interface RoomStore {
  byId(id: number): Room | null;
  byName(name: string): Room | null;
  /** The room when there is just one; asked for at each question of a machine that nobody named. */
  only(): Room | null;
  /** By name. */
  list(): Room[];
  /** Throws `StoreConflict` when the name is taken. */
  add(fields: NewRoom): Room;
  set(id: number, changes: Partial<Omit<Room, 'id'>>): Room;
  /** Its computers stay, without room and seat. Null: there is none. */
  remove(id: number): Room | null;
}

/** An action that is added; one without a look gets that of its kind. */
export type NewAction = Omit<Action, 'id' | 'builtIn' | 'icon' | 'colour'> & Partial<Pick<Action, 'icon' | 'colour'>>;

export interface ActionStore {
  byId(id: number): Action | null;
  byName(name: string): Action | null;
  /** Whether there is an action of this kind. */
  hasKind(kind: string): boolean;
  /** By id: the built-in ones first. */
  list(): Action[];
  /** Throws `StoreConflict` when the name is taken. */
  add(fields: NewAction): Action;
  /** Throws `StoreConflict` for a built-in action or a taken name. */
  set(id: number, changes: Partial<Omit<Action, 'id' | 'builtIn'>>): Action;
  /** Throws `StoreConflict` for a built-in action, or while a task or a default names it. Null: there is none. */
  remove(id: number): Action | null;
}

export interface RemedyStore {
  /** Those of machines that are not started as usual. */
  all(): (readonly [computerId: number, Remedy])[];
  put(computerId: number, remedy: Remedy): void;
  /** What helped machines of a model (`modelOf`). */
  models(): (readonly [model: string, ModelRemedy])[];
  putModel(model: string, remedy: ModelRemedy): void;
  removeModel(model: string): void;
}

export interface MediaStore {
  byId(id: number): LibraryMedium | null;
  byPath(path: string): LibraryMedium | null;
  /** Media of the same bytes, oldest first. */
  byHash(sha256: string): LibraryMedium[];
  /** By id. */
  list(): LibraryMedium[];
  /** A path that is there already breaks the row's own rule: ask `byPath` before, in the same turn. */
  add(fields: Omit<LibraryMedium, 'id'>): LibraryMedium;
  /** The file is not touched. Null: there is none. */
  remove(id: number): LibraryMedium | null;
}

export interface SessionStore {
  byId(id: number): Session | null;
  list(): Session[];
  add(fields: Omit<Session, 'id'>): Session;
  /** Takes its tasks along. Null: there is none. */
  remove(id: number): Session | null;
}

/** An exam that is added, with what is kept of its PIN; its seats come one by one. */
export type NewExam = Omit<Exam, 'id' | 'seats' | 'endedAt'> & { readonly pin: unknown };

/** What of an exam may be changed. */
export type ExamWords = Pick<Exam, 'name' | 'notBefore' | 'notAfter' | 'portal' | 'allow' | 'closedNetwork'>;

export interface ExamStore {
  byId(id: number): Exam | null;
  /** Newest first. */
  list(limit: number): Exam[];
  /** Those that nobody and no clock has ended. */
  open(): Exam[];
  /** Those of them in which the computer has a seat that was not released. */
  ofComputer(computerId: number): Exam[];
  add(fields: NewExam): Exam;
  /** Writes the seat of its MAC address, new or not. */
  putSeat(examId: number, seat: ExamSeat): void;
  /** Writes what an exam says of itself; its seats and their tasks stay as they are. */
  set(id: number, words: ExamWords): void;
  /** Moves the end. */
  extend(id: number, notAfter: number): void;
  /** Moves the end of a seat's task, whose count of boots stays. */
  extendTask(taskId: number, notAfter: number): void;
  /** Notes that it is over, with its record, which outlives boots and computers. */
  end(id: number, at: number, rows: readonly ExamRecordRow[]): void;
  /** What is kept of the PIN; the reader checks it. */
  pin(id: number): unknown;
  /** Null while it is not over. */
  record(id: number): ExamRecordRow[] | null;
}

/** What a new task is made of; the rest follows. */
export type NewTask = Omit<Task, 'id' | 'sessionKind' | 'executions'>;

/** What `execute` did. */
export interface Execution {
  readonly entry: HistoryEntry;
  /** The task as it is now; null: a `once` task, gone from the list. */
  readonly task: Task | null;
  /** This boot was counted before; nothing was written. */
  readonly again: boolean;
}

export interface TaskStore {
  byId(id: number): Task | null;
  /** By notBefore, of one computer or all. */
  list(filter?: { readonly computerId?: number | undefined }): Task[];
  /** The hot question of every boot: all tasks of one computer, by notBefore. */
  forComputer(computerId: number): Task[];
  add(fields: NewTask): Task;
  remove(id: number): Task | null;
  /** Gives it a new window and counts its executions anew. Null: there is none. */
  rearm(id: number, window: { readonly notBefore: number; readonly notAfter: number }): Task | null;
  /**
   * Puts an executed task into the history, in one transaction. A second call for the same boot returns the row that
   * is there and counts nothing. Null: the task is no longer in the list, and nothing was written.
   */
  execute(what: { readonly taskId: number; readonly entry: Omit<HistoryEntry, 'id'> }): Execution | null;
  /** Tasks with an edge of their window (notBefore or notAfter) in (from, to]. */
  crossing(from: number, to: number): Task[];
  /** The first window edge after `after`, to arm one timer. */
  nextEdge(after: number): number | null;
}

/** Which events are wanted; each field that is given must fit. */
export interface EventFilter {
  readonly computerId?: number | undefined;
  readonly computerIds?: readonly number[] | undefined;
  readonly bootId?: number | undefined;
  readonly kinds?: readonly BootEvent['fact']['kind'][] | undefined;
  /** The lowest id that is looked at: bounds how long the search for rare events takes. */
  readonly fromId?: number | undefined;
}

export interface BootStore {
  byId(id: number): StoredBoot | null;
  byToken(token: string): StoredBoot | null;
  newest(computerId: number): StoredBoot | null;
  /** The highest id ever given to a boot that is stored or in the history; 0 in a new file. */
  maxId(): number;
  maxEventId(): number;
  /** Writes the boot under its own id, new or not. False: its computer is gone, and nothing was written. */
  save(boot: StoredBoot): boolean;
  /** Newest first. */
  list(computerId: number, page: Page & Span): StoredBoot[];
  /** The newest boot of each computer that has one, without its token. */
  newestOfAll(): Boot[];
  /** Whether the boot was given the secret file of this slot. */
  hasSecret(bootId: number, slot: string): boolean;
  /** Notes it; the boot must be stored. */
  giveSecret(bootId: number, slot: string): void;
  /** What a boot of an exam was handed, by name. */
  files(bootId: number): ServedFile[];
  /** Notes it, in the place of one with its name. Nothing happens when the boot is gone. */
  keepFile(bootId: number, file: ServedFile): void;
  /** The file did not arrive. */
  takeSecretBack(bootId: number, slot: string): void;
  /** Adds events under their own ids, in one transaction. An event whose boot went with its computer is dropped. */
  appendEvents(events: readonly BootEvent[]): void;
  /** The newest `limit` before `before`, oldest first. */
  events(filter: EventFilter & Page): BootEvent[];
  /**
   * Deletes at most `limit` boots that started before `olderThan`, with their events, and says how many. The newest
   * boot of a computer is kept however old it is. Call again while it returns `limit`.
   */
  prune(olderThan: number, limit: number): number;
}

export interface HistoryStore {
  byId(id: number): HistoryEntry | null;
  byBoot(bootId: number): HistoryEntry | null;
  /** Newest first. */
  list(
    filter: { readonly computerId?: number | undefined; readonly outcomes?: readonly Outcome[] | undefined } & Span &
      Page,
  ): HistoryEntry[];
  /** Throws `StoreError` when there is no such entry. */
  setOutcome(
    id: number,
    change: {
      readonly outcome: Outcome;
      readonly startedAt?: number | undefined;
      readonly runningAt?: number | undefined;
    },
  ): HistoryEntry;
}

export interface LeaseStore {
  all(): Lease[];
  /** How many are bound and have not run out. */
  inUse(now: number): number;
  /** Writes each lease under its address, in one transaction. */
  save(leases: readonly Lease[]): void;
  remove(addresses: readonly Ipv4[]): void;
}

/** Small values as JSON, by key; `undefined` when the key was never set. The reader checks what it gets. */
export interface SettingsStore {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

/** The setting that names the action of a machine without a task and without a default of its own or of its room. */
export const globalDefaultActionKey = 'globalDefaultActionId';
