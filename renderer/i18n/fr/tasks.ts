import type { tasks as english } from '../en/tasks.ts';
import type { Words } from '../types.ts';

export const tasks: Words<typeof english> = {
  title: 'Tâches',
};
