/** Numbers that look random and are the same in every run (mulberry32): 0 to below `limit`. */
export type Dice = (limit: number) => number;

export function seededDice(seed: number): Dice {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** Bytes at which decoders go wrong: nothing, one, the longest label, the sign bit, pad, end, overload. */
const EDGES = [0, 1, 2, 3, 52, 63, 64, 82, 127, 128, 254, 255];

/** One small damage to a packet: the ways in which lines, hosts and attackers damage them. */
function mutateOnce(bytes: Uint8Array, dice: Dice): Uint8Array {
  const at = dice(bytes.length);
  switch (dice(9)) {
    case 0:
      return bytes.with(at, (bytes[at] as number) ^ (1 << dice(8)));
    case 1:
      return bytes.with(at, EDGES[dice(EDGES.length)] as number);
    case 2:
      return bytes.with(at, dice(256));
    case 3:
      return bytes.slice(0, at);
    case 4:
      return spliced(bytes, at, at, randomBytes(dice));
    case 5:
      return spliced(bytes, at, Math.min(bytes.length, at + dice(32)), new Uint8Array(0));
    case 6:
      return spliced(bytes, at, at, bytes.subarray(at, at + dice(300)));
    case 7:
      return overloaded(bytes, dice);
    default:
      return lengthChanged(bytes, dice);
  }
}

function spliced(bytes: Uint8Array, from: number, to: number, middle: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length - (to - from) + middle.length);
  result.set(bytes.subarray(0, from));
  result.set(middle, from);
  result.set(bytes.subarray(to), from + middle.length);
  return result;
}

function randomBytes(dice: Dice): Uint8Array {
  return Uint8Array.from({ length: 1 + dice(24) }, () => dice(256));
}

/** Option 52 at the front of the options, and bytes in file and sname for it to find. */
function overloaded(bytes: Uint8Array, dice: Dice): Uint8Array {
  if (bytes.length < 240) return bytes;
  const result = spliced(bytes, 240, 240, Uint8Array.of(52, 1, dice(5)));
  for (let i = 0, start = 44 + dice(180); i < dice(12); i++) result[start + i] = dice(2) === 0 ? dice(8) : dice(256);
  return result;
}

/** Walks to one of the options and gives it another length. */
function lengthChanged(bytes: Uint8Array, dice: Dice): Uint8Array {
  let at = 240;
  for (let steps = dice(8); steps > 0 && at + 1 < bytes.length; steps--) at += 2 + (bytes[at + 1] as number);
  return at + 1 < bytes.length ? bytes.with(at + 1, dice(256)) : bytes;
}

/** A packet with one to six damages; never a throw, whatever is left of it. */
export function mutate(bytes: Uint8Array, dice: Dice): Uint8Array {
  let result = bytes;
  for (let times = 1 + dice(6); times > 0 && result.length > 0; times--) result = mutateOnce(result, dice);
  return result;
}
