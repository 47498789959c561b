import type { settings as english } from '../en/settings.ts';
import type { Words } from '../types.ts';

export const settings: Words<typeof english> = {
  title: 'x',
};
