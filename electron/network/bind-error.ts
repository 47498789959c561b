import { getSystemErrorName } from 'node:util';
import { describePhrase } from '../contract/describe.ts';
import type { Phrase, PlainPhrase } from '../contract/model.ts';
import { portHolder } from './port-holder.ts';

/** What a socket was meant to be when it could not be had. */
export interface BindTarget {
  readonly protocol: 'udp' | 'tcp';
  readonly card: string;
  readonly address: string;
  readonly port: number;
}

/** A port that could not be taken: the system's code, one sentence, and what the technician can do about it. */
export class BindError extends Error {
  readonly code: string;
  readonly phrase: PlainPhrase;
  readonly remedy: PlainPhrase | null;

  constructor(code: string, phrase: PlainPhrase, remedy: PlainPhrase | null) {
    super(describePhrase(phrase));
    this.name = 'BindError';
    this.code = code;
    this.phrase = phrase;
    this.remedy = remedy;
  }

  /** What happened and what to do, as one phrase. */
  get phraseWithRemedy(): Phrase {
    const { phrase: cause, remedy } = this;
    return remedy ? { code: 'with-remedy', cause, remedy } : cause;
  }
}

/** Words for a failed call. `code` is the system's name (`EACCES`) or its positive number. */
export function bindError(cause: string | number, target: BindTarget): BindError {
  const code = typeof cause === 'number' ? nameOf(cause) : cause;
  const port = `${target.protocol.toUpperCase()} port ${target.port}`;
  switch (code) {
    case 'EACCES':
      return new BindError(code, { code: 'port-administrator', port }, privilegeRemedy());
    case 'EPERM':
      return new BindError(code, { code: 'card-bind-denied', card: target.card }, privilegeRemedy());
    case 'EADDRINUSE': {
      const holder = portHolder(target.protocol, target.port);
      return new BindError(code, { code: 'port-used', port, holder }, { code: 'remedy-stop-holder', holder });
    }
    case 'ENODEV':
      return new BindError(code, { code: 'card-none', card: target.card }, { code: 'remedy-plug' });
    case 'EADDRNOTAVAIL':
      return new BindError(
        code,
        { code: 'card-not-address', card: target.card, address: target.address },
        { code: 'remedy-address' },
      );
    default:
      return new BindError(code, { code: 'port-failed', port, card: target.card, error: code }, null);
  }
}

function nameOf(errno: number): string {
  try {
    return getSystemErrorName(-errno);
  } catch {
    return `error ${errno}`;
  }
}

/** What lets an ordinary user open the ports from 67 upward. */
function privilegeRemedy(): PlainPhrase {
  switch (process.platform) {
    case 'linux':
      // Electron is no program for setcap, which hides its libraries from it, nor for root, which has no sandbox.
      return { code: 'remedy-linux-ports', program: process.versions.electron ? null : process.execPath };
    case 'win32':
      return { code: 'remedy-windows-ports' };
    default:
      return { code: 'remedy-other-ports' };
  }
}
