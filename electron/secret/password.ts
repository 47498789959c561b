import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** What is kept of a password: its scrypt key (RFC 7914) with the salt and the costs that it was made with. */
export const PasswordHash = z.object({
  /** Bounded, so that a damaged file cannot take all memory: 128 · cost · blockSize bytes. */
  cost: z
    .number()
    .int()
    .min(16_384)
    .max(1_048_576)
    .refine((cost) => (cost & (cost - 1)) === 0, 'a power of two'),
  blockSize: z.number().int().min(8).max(32),
  parallel: z.number().int().min(1).max(16),
  /** 16 bytes in base64. */
  salt: z.string().regex(/^[A-Za-z0-9+/]{22}==$/),
  /** 32 bytes in base64: an empty key would fit every password. */
  key: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
});
export type PasswordHash = z.infer<typeof PasswordHash>;

/** 32 MiB and about 80 ms a try: dear for who guesses, and bearable for the computer that serves a class. */
const costs = { cost: 32_768, blockSize: 8, parallel: 1 } as const;

const saltBytes = 16;
const keyBytes = 32;

/** Makes what is kept of a new password, with a salt of its own. */
export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(saltBytes);
  const key = await derive(password, salt, keyBytes, costs);
  return { ...costs, salt: salt.toString('base64'), key: key.toString('base64') };
}

/** Is this the password? The keys are compared in constant time. */
export async function isPassword(given: string, kept: PasswordHash): Promise<boolean> {
  const wanted = Buffer.from(kept.key, 'base64');
  const key = await derive(given, Buffer.from(kept.salt, 'base64'), wanted.length, kept);
  return timingSafeEqual(key, wanted);
}

/** The same text typed on two systems can be two sequences of code points: NFC makes them one. */
function derive(
  password: string,
  salt: Buffer,
  length: number,
  { cost, blockSize, parallel }: Pick<PasswordHash, 'cost' | 'blockSize' | 'parallel'>,
): Promise<Buffer> {
  const options: ScryptOptions = { N: cost, r: blockSize, p: parallel, maxmem: 256 * cost * blockSize };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, length, options, (fault, key) => (fault ? reject(fault) : resolve(key)));
  });
}
