export const rollCall = {
  title: 'Roll call',
} as const;
