import type { rollCall as english } from '../en/roll-call.ts';
import type { Words } from '../types.ts';

export const rollCall: Words<typeof english> = {
  title: 'Appel',
};
