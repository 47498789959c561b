export const palette = {
  title: 'Palette',
} as const;
