import type { log as english } from '../en/log.ts';
import type { Words } from '../types.ts';

export const log: Words<typeof english> = {
  title: 'Journal',
};
