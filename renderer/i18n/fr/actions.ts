import type { actions as english } from '../en/actions.ts';
import type { Words } from '../types.ts';

export const actions: Words<typeof english> = {
  title: 'Actions',
};
