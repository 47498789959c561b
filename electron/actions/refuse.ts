import type { z } from 'zod';
import { describePhrase } from '../contract/describe.ts';
import type { PlainPhrase } from '../contract/model.ts';

/** Says in a schema's refinement why a value does not fit, so that each reader gets it in their own language. */
export function refuse(context: z.RefinementCtx, rule: PlainPhrase | null, field?: string): void {
  if (rule === null) return;
  const path = field === undefined ? [] : [field];
  context.addIssue({ code: 'custom', message: describePhrase(rule), path, params: { rule } });
}
