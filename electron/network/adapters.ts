import { execFile } from 'node:child_process';
import { z } from 'zod';

/** What a system without `/sys` tells of a card, as a program of its own has to be asked for it. */
export interface Adapter {
  readonly name: string;
  readonly description: string | null;
  /** Null: not told. */
  readonly up: boolean | null;
  /** Megabits a second. */
  readonly speed: number | null;
  readonly wireless: boolean;
}

/** How the system is asked: the program, its arguments and what reads its answer; null where `/sys` tells all. */
interface Question {
  readonly program: string;
  readonly args: readonly string[];
  readonly read: (text: string) => readonly Adapter[];
}

const questions: Partial<Record<NodeJS.Platform, Question>> = {
  win32: {
    program: 'powershell.exe',
    args: [
      '-NoProfile',
      '-NonInteractive',
      '-Command',
      'Get-NetAdapter | Select-Object Name,InterfaceDescription,Status,ReceiveLinkSpeed,NdisPhysicalMedium | ConvertTo-Json -Compress',
    ],
    read: readWindowsAdapters,
  },
  darwin: { program: '/usr/sbin/networksetup', args: ['-listallhardwareports'], read: readMacPorts },
};

const WindowsAdapter = z.object({
  Name: z.string(),
  InterfaceDescription: z.string().nullable().default(null),
  Status: z.string().nullable().default(null),
  ReceiveLinkSpeed: z.number().nullable().default(null),
  NdisPhysicalMedium: z.number().nullable().default(null),
});

/**
 * `Get-NetAdapter` as JSON: one object, or a list of them. `Status` is `Up`, `Disconnected`, `Disabled`,
 * `ReceiveLinkSpeed` in bits a second, `NdisPhysicalMedium` 9 for 802.11 and 10 for Bluetooth (MSFT_NetAdapter).
 */
export function readWindowsAdapters(text: string): readonly Adapter[] {
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch {
    return [];
  }
  return (Array.isArray(told) ? told : [told]).flatMap((each: unknown) => {
    const read = WindowsAdapter.safeParse(each);
    if (!read.success) return [];
    const { Name, InterfaceDescription, Status, ReceiveLinkSpeed: bits, NdisPhysicalMedium } = read.data;
    const up = Status === 'Up';
    const speed = up && bits ? Math.round(bits / 1_000_000) : null;
    return [{ name: Name, description: InterfaceDescription, up, speed, wireless: NdisPhysicalMedium === 9 }];
  });
}

/** `networksetup -listallhardwareports`: blocks of `Hardware Port: Wi-Fi`, `Device: en0`, `Ethernet Address: …`. */
export function readMacPorts(text: string): readonly Adapter[] {
  return text.split(/\n\s*\n/).flatMap((block) => {
    const description = /^Hardware Port: (.+)$/m.exec(block)?.[1] ?? null;
    const name = /^Device: (\S+)$/m.exec(block)?.[1];
    if (name === undefined) return [];
    return [{ name, description, up: null, speed: null, wireless: description === 'Wi-Fi' }];
  });
}

/** How long an answer is good for, in milliseconds: PowerShell takes a second to begin. */
const goodFor = 3_000;

/** What the system said last; asks again in the background when that is old. Empty where `/sys` tells all. */
export class Adapters {
  #known: readonly Adapter[] = [];
  #askedAt = Number.NEGATIVE_INFINITY;

  named(name: string): Adapter | null {
    this.#ask();
    return this.#known.find((each) => each.name === name) ?? null;
  }

  /** Names of every card, those without an address too. */
  names(): readonly string[] {
    this.#ask();
    return this.#known.map(({ name }) => name);
  }

  #ask(): void {
    const question = questions[process.platform];
    if (!question || Date.now() - this.#askedAt < goodFor) return;
    this.#askedAt = Date.now();
    execFile(question.program, [...question.args], { timeout: 10_000, windowsHide: true }, (fault, text) => {
      if (!fault) this.#known = question.read(text);
    });
  }
}
