export const drawer = {
  title: 'Seat',
} as const;
