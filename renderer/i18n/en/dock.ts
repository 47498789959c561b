export const dock = {
  title: 'Needs you',
} as const;
