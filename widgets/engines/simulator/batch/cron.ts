import { calendarDay, MINUTES_PER_DAY, SECONDS_PER_DAY } from './calendar.ts';

/**
 * A cron expression of five fields: minute, hour, day of the month, month, day of the week. What Kubernetes reads for a CronJob (its schedule goes to
 * github.com/robfig/cron/v3 `ParseStandard`): `*` or `?`, numbers, ranges `a-b`, steps `/n`, lists with commas, three-letter names of months and days, and
 * @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually. Where both days are restricted, either is enough.
 */
export interface Cron {
  /** By minute of the hour, hour of the day, day of the month, month, day of the week (0 is Sunday): 1 where it fires. */
  readonly minutes: Uint8Array;
  readonly hours: Uint8Array;
  readonly daysOfMonth: Uint8Array;
  readonly months: Uint8Array;
  readonly daysOfWeek: Uint8Array;
  /** True where a day must fit both fields, because one of them is `*`. */
  readonly needsBothDays: boolean;
}

/** What is wrong with an expression. */
export interface CronFault {
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
}

interface Field {
  readonly name: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly names: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const FIELDS: readonly Field[] = [
  { name: 'minute', minimum: 0, maximum: 59, names: [] },
  { name: 'hour', minimum: 0, maximum: 23, names: [] },
  { name: 'day of the month', minimum: 1, maximum: 31, names: [] },
  { name: 'month', minimum: 1, maximum: 12, names: MONTHS },
  { name: 'day of the week', minimum: 0, maximum: 6, names: DAYS },
];
const SHORTHANDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '@hourly': '0 * * * *',
    '@daily': '0 0 * * *',
    '@midnight': '0 0 * * *',
    '@weekly': '0 0 * * 0',
    '@monthly': '0 0 1 * *',
    '@yearly': '0 0 1 1 *',
    '@annually': '0 0 1 1 *',
  }),
);

/** Thrown inside the parser and caught by it. */
class FieldError extends Error {}

function numberOf(text: string, { name, minimum, maximum, names }: Field): number {
  const named = names.indexOf(text.toLowerCase());
  const value = named >= 0 ? named + minimum : Number(text);
  if ((named < 0 && !/^\d{1,4}$/.test(text)) || value < minimum || value > maximum) {
    const alternative = names.length > 0 ? `, or ${names[0]!.toUpperCase()} to ${names.at(-1)!.toUpperCase()}` : '';
    throw new FieldError(`${name}: a whole number from ${minimum} to ${maximum}${alternative}, found "${text}"`);
  }
  return value;
}

/** Marks what one part of a list allows; true for a star that restricts nothing. */
function readPart(part: string, field: Field, allowed: Uint8Array): boolean {
  const [range = '', step, ...rest] = part.split('/');
  if (rest.length > 0) throw new FieldError(`${field.name}: one step at most, found "${part}"`);
  if (step !== undefined && !/^[1-9]\d{0,3}$/.test(step))
    throw new FieldError(`${field.name}: a step of 1 or more after "/", found "${part}"`);
  const isStar = range === '*' || range === '?';
  const [from = '', to, ...more] = isStar ? ['*'] : range.split('-');
  if (more.length > 0) throw new FieldError(`${field.name}: a range "a-b", found "${range}"`);
  const first = isStar ? field.minimum : numberOf(from, field);
  // "n/s" means from n to the end (robfig/cron).
  const end = isStar || (to === undefined && step !== undefined) ? field.maximum : first;
  const last = to === undefined ? end : numberOf(to, field);
  if (last < first) throw new FieldError(`${field.name}: a range that does not go backwards, found "${range}"`);
  for (let value = first; value <= last; value += Number(step ?? 1)) allowed[value] = 1;
  return isStar && Number(step ?? 1) === 1;
}

function readField(text: string, field: Field): { readonly allowed: Uint8Array; readonly isStar: boolean } {
  const allowed = new Uint8Array(field.maximum + 1);
  let isStar = false;
  for (const part of text.split(',')) if (readPart(part, field, allowed)) isStar = true;
  return { allowed, isStar };
}

/** Reads an expression, or says what is wrong with it. */
export function readCron(
  text: string,
): { readonly ok: true; readonly cron: Cron } | { readonly ok: false; readonly fault: CronFault } {
  const fields = (SHORTHANDS.get(text.trim().toLowerCase()) ?? text).trim().split(/\s+/);
  const fault = (expected: string, found: string, fix: string) =>
    ({ ok: false, fault: { expected, found, fix } }) as const;
  if (fields.length !== FIELDS.length) {
    return fault(
      'five fields: minute, hour, day of the month, month, day of the week',
      `${fields.length} in "${text}"`,
      'Write for example "0 2 * * *" for two o’clock every night, or "*/15 * * * *" for every quarter of an hour.',
    );
  }
  try {
    const [minutes, hours, daysOfMonth, months, daysOfWeek] = FIELDS.map((field, i) => readField(fields[i]!, field));
    const cron: Cron = {
      minutes: minutes!.allowed,
      hours: hours!.allowed,
      daysOfMonth: daysOfMonth!.allowed,
      months: months!.allowed,
      daysOfWeek: daysOfWeek!.allowed,
      needsBothDays: daysOfMonth!.isStar || daysOfWeek!.isStar,
    };
    return { ok: true, cron };
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    const [expected, found] = error.message.split(', found ') as [string, string];
    return fault(expected, `${found} in "${text}"`, 'Mend this field, or write * for every value.');
  }
}

/** True when the expression fires at some time of this day, counted from day 0. */
export function firesOn(cron: Cron, day: number): boolean {
  const { month, dayOfMonth, dayOfWeek } = calendarDay(day);
  if (cron.months[month] === 0) return false;
  const byMonth = cron.daysOfMonth[dayOfMonth] === 1;
  const byWeek = cron.daysOfWeek[dayOfWeek] === 1;
  return cron.needsBothDays ? byMonth && byWeek : byMonth || byWeek;
}

/** A date that comes at all comes within this many days: 29 February does within eight years. */
const SEARCHED_DAYS = 8 * 366;

/** The first firing strictly after `seconds` of simulated time, in seconds; Infinity for an expression that names no date there is. */
export function nextFiring(cron: Cron, seconds: number): number {
  const firstDay = Math.floor(seconds / SECONDS_PER_DAY);
  let minute = Math.floor((seconds - firstDay * SECONDS_PER_DAY) / 60) + 1;
  for (let day = firstDay; day <= firstDay + SEARCHED_DAYS; day++) {
    if (firesOn(cron, day)) {
      for (; minute < MINUTES_PER_DAY; minute++) {
        if (cron.hours[Math.floor(minute / 60)] === 0) minute += 59 - (minute % 60);
        else if (cron.minutes[minute % 60] === 1) return day * SECONDS_PER_DAY + minute * 60;
      }
    }
    minute = 0;
  }
  return Infinity;
}

const count = (flags: Uint8Array): number => flags.reduce((sum, flag) => sum + flag, 0);

/** Firings on a day on which it fires. */
export function firingsPerDay({ minutes, hours }: Cron): number {
  return count(minutes) * count(hours);
}
