/** An instant as a field for date and time has it: `2026-11-24T10:26`, in local time. Empty for what is none. */
export function toField(at: number): string {
  if (!Number.isFinite(at)) return '';
  const moment = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** Milliseconds since the epoch; NaN while the field is not filled. */
export const fromField = (text: string): number => (text === '' ? Number.NaN : new Date(text).getTime());
