import type { drawer as english } from '../en/drawer.ts';
import type { Words } from '../types.ts';

export const drawer: Words<typeof english> = {
  title: 'Poste',
};
