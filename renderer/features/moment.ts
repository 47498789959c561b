const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** Hours, minutes and seconds of a moment (milliseconds since the epoch), as this place writes them. */
export const clockTime = (at: number): string => clock.format(at);

/** A day with hours and minutes. */
export const dayTime = (at: number): string => day.format(at);
