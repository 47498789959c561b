export const editor = {
  title: 'Script editor',
} as const;
