import { z } from 'zod';
import { defineKind } from './kind.ts';
import { startedBeacon } from './phrases.ts';
import { plainWords } from './template.ts';

const Hold = z.strictObject({
  message: z
    .string()
    .min(1)
    .max(60)
    .regex(/^[^\p{Cc}]*$/u, 'one line of text')
    .default('Waiting for the technician'),
  seconds: z.int().min(2).max(60).default(5),
});
type Hold = z.output<typeof Hold>;

/** Keeps a machine that is on ready: the next click reaches it within seconds, without a restart. */
export const hold = defineKind<Hold>({
  kind: 'hold',
  title: 'Hold screen',
  description: 'Keeps the machine waiting; it asks every few seconds, so that a new task is taken at once.',
  parameters: Hold,
  /**
   * The answer to the question for news is a script of one line, which sets `rollcall-news` or not. Only then does the
   * machine ask for its script anew: had it been started from inside this one, its `exit` would come back here.
   */
  script: ({ message, seconds }, context) => ({
    lines: [
      ...startedBeacon(context),
      ':wait',
      'set rollcall-news ||',
      `prompt --timeout ${seconds * 1_000} ${plainWords(message)} ||`,
      `chain --autofree --timeout 5000 ${context.again.news} || goto wait`,
      `isset \${rollcall-news} || goto wait`,
      `chain --replace --autofree --timeout 10000 ${context.again.onward} || goto wait`,
      'goto wait',
    ],
  }),
});
