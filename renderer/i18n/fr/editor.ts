import type { editor as english } from '../en/editor.ts';
import type { Words } from '../types.ts';

export const editor: Words<typeof english> = {
  title: 'Éditeur de script',
};
