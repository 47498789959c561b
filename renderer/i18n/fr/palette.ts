import type { palette as english } from '../en/palette.ts';
import type { Words } from '../types.ts';

export const palette: Words<typeof english> = {
  title: 'x',
};
