import { randomBytes } from 'node:crypto';

/** Bytes of one token: 96 bits cannot be guessed by a machine of the classroom in any time that it has. */
const length = 12;

/** Tokens that are drawn at once: each call to the system's generator costs as much as a look-up in the store. */
const atOnce = 256;

/** Draws the words that name boots: 16 letters, digits, `-` and `_`. */
export function tokenSource(): () => string {
  let drawn = Buffer.alloc(0);
  let used = 0;
  return () => {
    if (used === drawn.length) {
      drawn = randomBytes(length * atOnce);
      used = 0;
    }
    used += length;
    return drawn.toString('base64url', used - length, used);
  };
}
