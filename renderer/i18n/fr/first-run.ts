import type { firstRun as english } from '../en/first-run.ts';
import type { Words } from '../types.ts';

export const firstRun: Words<typeof english> = {
  title: 'x',
};
