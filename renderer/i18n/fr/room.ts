import type { room as english } from '../en/room.ts';
import type { Words } from '../types.ts';

export const room: Words<typeof english> = {
  title: 'Salle',
};
