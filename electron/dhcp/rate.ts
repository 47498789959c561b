/** Packets that one machine may send in a second. iPXE, the busiest, sends four in a boot; a machine in a fault loops. */
const packetsPerSecond = 32;

/** Different complaints that are told in one second; hostile packets could vary them without end. */
const reasonsPerSecond = 16;

/** Bounds what is kept of one second, when every packet has another made-up address. */
const mostMachines = 65_536;

/** Counts packets for each machine in the running second. Times in milliseconds. */
export class MachineRate {
  #second = 0;
  readonly #counts = new Map<number, number>();

  /** False when this machine (its hardware address as a number) has had its share of this second. */
  allows(machine: number, now: number): boolean {
    const second = Math.floor(now / 1_000);
    if (second !== this.#second || this.#counts.size >= mostMachines) this.#counts.clear();
    this.#second = second;
    const count = (this.#counts.get(machine) ?? 0) + 1;
    this.#counts.set(machine, count);
    return count <= packetsPerSecond;
  }
}

/** Lets each complaint through once a second. Times in milliseconds. */
export class ComplaintRate {
  #second = 0;
  readonly #told = new Set<string>();

  allows(why: string, now: number): boolean {
    const second = Math.floor(now / 1_000);
    if (second !== this.#second) this.#told.clear();
    this.#second = second;
    if (this.#told.has(why) || this.#told.size >= reasonsPerSecond) return false;
    this.#told.add(why);
    return true;
  }
}
