/** What a command reads and writes; the real one is made in `main.ts`. */
export interface Terminal {
  /** One line to stdout. */
  out(line: string): void;
  /** One line to stderr. */
  err(line: string): void;
  /** Text as it is to stdout. */
  write(text: string): void;
  /** The same for a file. */
  writeBytes(bytes: Uint8Array): void;
  readAll(): Promise<string>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Where relative paths start. */
  readonly workingFolder: string;
  /** Resolves when the person or the system asks the program to end (SIGINT, SIGTERM, SIGHUP). */
  untilStopped(): Promise<void>;
}
