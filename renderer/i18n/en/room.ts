export const room = {
  title: 'Room',
} as const;
