import type { ConsolePlace, NetworkConsole } from '../contract/network-console.ts';

/** What the engine needs of whoever serves its console: the commands `console.*` are handed on to it. */
export interface ConsolePort {
  readonly view: NetworkConsole;
  /** Told after each change of `view`. */
  onChange(listener: () => void): void;
  /** `no-password`: nothing was changed. */
  open(place: ConsolePlace): Promise<'no-password' | 'done'>;
  close(): Promise<void>;
  setPassword(password: string): Promise<void>;
  logout(): void;
}
