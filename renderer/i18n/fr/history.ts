import type { history as english } from '../en/history.ts';
import type { Words } from '../types.ts';

export const history: Words<typeof english> = {
  title: 'Historique',
};
