export const firstRun = {
  title: 'Start',
} as const;
