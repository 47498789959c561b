import { z } from 'zod';
import { EventBatch, RefusalCode } from './api.ts';
import { Phrase } from './phrase.ts';

export { backupsPath, channels, loggedOutCode, loginPath, logoutPath, socketPath } from './channels.ts';

/** The envelope of the WebSocket and of the Electron channel: one shape for both. */
export const CallEnvelope = z.object({
  id: z.number().int().nonnegative(),
  command: z.string().max(64),
  input: z.unknown(),
});
export type CallEnvelope = z.infer<typeof CallEnvelope>;

export const ServerEnvelope = z.discriminatedUnion('type', [
  z.object({ type: z.literal('result'), id: z.number().int(), ok: z.literal(true), value: z.unknown() }),
  z.object({
    type: z.literal('refusal'),
    id: z.number().int(),
    ok: z.literal(false),
    code: RefusalCode,
    message: z.string(),
    phrase: Phrase,
  }),
  z.object({ type: z.literal('events'), batch: EventBatch }),
]);
export type ServerEnvelope = z.infer<typeof ServerEnvelope>;
