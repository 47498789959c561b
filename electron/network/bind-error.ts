import { getSystemErrorName } from 'node:util';
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
  readonly remedy: string | null;

  constructor(code: string, message: string, remedy: string | null) {
    super(message);
    this.name = 'BindError';
    this.code = code;
    this.remedy = remedy;
  }
}

/** Words for a failed call. `code` is the system's name (`EACCES`) or its positive number. */
export function bindError(cause: string | number, target: BindTarget): BindError {
  const code = typeof cause === 'number' ? nameOf(cause) : cause;
  const port = `${target.protocol.toUpperCase()} port ${target.port}`;
  switch (code) {
    case 'EACCES':
      return new BindError(code, `${port} may only be opened by an administrator.`, privilegeRemedy());
    case 'EPERM':
      return new BindError(code, `This user may not bind a socket to the card ${target.card}.`, privilegeRemedy());
    case 'EADDRINUSE': {
      const holder = portHolder(target.protocol, target.port);
      return new BindError(
        code,
        `${port} is already in use by ${holder ?? 'another program'}.`,
        `Stop ${holder ?? 'the program that holds the port'}, or use another card.`,
      );
    }
    case 'ENODEV':
      return new BindError(code, `There is no network card ${target.card}.`, 'Plug it in, or choose another card.');
    case 'EADDRNOTAVAIL':
      return new BindError(
        code,
        `The card ${target.card} does not have the address ${target.address}.`,
        'Give the card this address, or start again with the address that it has.',
      );
    default:
      return new BindError(code, `${port} on ${target.card} could not be opened: ${code}.`, null);
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
function privilegeRemedy(): string {
  switch (process.platform) {
    case 'linux':
      return `Run "sudo sysctl -w net.ipv4.ip_unprivileged_port_start=67" once, or "sudo setcap cap_net_bind_service,cap_net_raw=+ep ${process.execPath}", or start Rollcall as root.`;
    case 'win32':
      return 'Start Rollcall as administrator and allow it in the Windows firewall.';
    default:
      return 'Start Rollcall as an administrator (sudo).';
  }
}
