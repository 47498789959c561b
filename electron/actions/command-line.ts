import { z } from 'zod';
import type { PlainPhrase } from '../contract/model.ts';
import { valueProblem } from './template.ts';

/** x86 kernels take 2,047 characters (COMMAND_LINE_SIZE); the rest is for the words that a kind adds itself. */
export const CommandLine = z
  .string()
  .max(1_800)
  .superRefine((text, context) => {
    const problem = valueProblem('cmdline', text.replaceAll('${', '('));
    if (problem === null) return;
    const message = problem.replace(`The variable \${cmdline}`, 'the command line');
    const rule = { code: 'rule-command-line', fault: message } satisfies PlainPhrase;
    context.addIssue({ code: 'custom', message, params: { rule } });
  });

/** A value of one word on a kernel's command line, which may be left empty: a locale, a keyboard, a disk. */
export const CommandWord = z
  .string()
  .max(60)
  .regex(/^[A-Za-z0-9._@:/,+-]*$/, 'this is one word of letters, digits and . _ @ : / , + -');
