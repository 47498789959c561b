import type { z } from 'zod';

/**
 * The value with this code and all of its parameters, by asking the schema which it misses: a number is 3, any other
 * word `x7`, unless `values` has one for the name.
 */
export function sampleOf<T>(schema: z.ZodType<T>, code: string, values: Readonly<Record<string, unknown>>): T {
  let given: Record<string, unknown> = { code };
  for (let round = 0; round < 2; round += 1) {
    const read = schema.safeParse(given);
    if (read.success) return read.data;
    for (const issue of read.error.issues) {
      const [name] = issue.path.map(String);
      if (name === undefined) continue;
      const number = issue.code === 'invalid_type' && issue.expected === 'number';
      given = { ...given, [name]: values[name] ?? (number ? 3 : 'x7') };
    }
  }
  throw new Error(`${code}: ${JSON.stringify(given)} does not fit`);
}
