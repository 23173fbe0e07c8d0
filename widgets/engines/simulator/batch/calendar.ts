/** Minutes of an hour and hours of a day, and seconds of them. */
export const MINUTES_PER_DAY = 1440;
export const SECONDS_PER_DAY = 86_400;

/** Simulated time 0 is Monday, 1 January 2024, 00:00 UTC: schedules know days of the week and of the month, and nobody's clock is turned. */
export const FIRST_YEAR = 2024;

/** A day by its number from 0, counted from the first day of the simulated calendar. */
export interface CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly dayOfMonth: number;
  /** 0 is Sunday, as in cron. */
  readonly dayOfWeek: number;
}

/** Days from 1 March of the year 0 to 1 January 2024, in the proleptic Gregorian calendar: 719,468 to 1970, and 19,723 from there. */
const DAYS_BEFORE = 719_468 + 19_723;
const DAYS_PER_ERA = 146_097;

/** The calendar's day; years begin in March here, so that the leap day is the last (H. Hinnant, chrono-compatible date algorithms, 2013). */
export function calendarDay(day: number): CalendarDay {
  const shifted = day + DAYS_BEFORE;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const ofEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const dayOfYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, dayOfMonth, dayOfWeek: (day + 1) % 7 };
}
