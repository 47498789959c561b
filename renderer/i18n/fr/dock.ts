import type { dock as english } from '../en/dock.ts';
import type { Words } from '../types.ts';

export const dock: Words<typeof english> = {
  title: 'À faire',
};
