/** The hour at which a learner's day begins, on the learner's own clock: who reviews after midnight is still at the day before, as in Anki. */
const DAY_BEGINS_AT_HOUR = 4;

/** When the learner's day that `nowMs` lies in ends, in milliseconds since 1970, by the time zone of this device. */
export function dayEndMs(nowMs: number): number {
  const end = new Date(nowMs);
  end.setHours(DAY_BEGINS_AT_HOUR, 0, 0, 0);
  // By the calendar and not by 24 hours: on two days of the year a day has 23 or 25.
  if (end.getTime() <= nowMs) end.setDate(end.getDate() + 1);
  return end.getTime();
}

/** When the learner's day begins that lies `days` after the one that ends at `endMs`, 0 for the very next, in milliseconds since 1970. */
export function laterDayMs(endMs: number, days: number): number {
  const start = new Date(endMs);
  start.setDate(start.getDate() + days);
  return start.getTime();
}
