const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });

/** "on 22 November 2026", for the wall clock's word in ISO 8601; nothing that is not a time is made into one. */
export function onDay(time: string): string {
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? 'at an unknown time' : `on ${day.format(ms)}`;
}
