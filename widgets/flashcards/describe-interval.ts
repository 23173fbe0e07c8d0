const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

/** A length of time as a person plans with it, in whole units: `1 minute`, `10 minutes`, `3 hours`, `12 days`, `4 months`, `2 years`. */
export function describeInterval(ms: number): string {
  if (ms < MINUTE_MS) return 'less than a minute';
  if (ms < HOUR_MS) return counted(Math.round(ms / MINUTE_MS), 'minute');
  if (ms < DAY_MS) return counted(Math.round(ms / HOUR_MS), 'hour');
  const days = Math.round(ms / DAY_MS);
  if (days < 60) return counted(days, 'day');
  return days < 730 ? counted(Math.round(days / 30.4), 'month') : counted(Math.round(days / 365.25), 'year');
}
