import { z } from 'zod';

/** The console on the network: the same page for browsers on other computers, behind a password. Off unless opened. */

/** How long a password is, in characters. */
export const passwordLength = { least: 10, most: 200 } as const;

/** Where the console is opened: on the first IPv4 address of one card, or on all cards. */
export const ConsolePlace = z
  .object({
    /** Null: all cards. */
    card: z.string().min(1).max(64).nullable(),
    port: z.number().int().min(1).max(65_535),
  })
  .strict();
export type ConsolePlace = z.infer<typeof ConsolePlace>;

/** Why it is not open although it shall be; it is tried again while `no-address` lasts. */
export const ConsoleFault = z.enum(['no-address', 'port-taken', 'no-privilege', 'other']);
export type ConsoleFault = z.infer<typeof ConsoleFault>;

const always = {
  hasPassword: z.boolean(),
  /** Where it was opened last; null: never. */
  place: ConsolePlace.nullable(),
};

export const NetworkConsole = z.discriminatedUnion('state', [
  z.object({ state: z.literal('closed'), ...always }),
  z.object({
    state: z.literal('open'),
    ...always,
    /** The addresses to type into another browser. */
    urls: z.array(z.string()),
    /** How many browsers are logged in. */
    browsers: z.number().int().nonnegative(),
  }),
  z.object({ state: z.literal('failed'), ...always, fault: ConsoleFault }),
]);
export type NetworkConsole = z.infer<typeof NetworkConsole>;

export const NewPassword = z
  .object({ password: z.string().min(passwordLength.least).max(passwordLength.most) })
  .strict();
