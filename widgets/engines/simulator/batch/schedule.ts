import { FIRST_YEAR, SECONDS_PER_DAY } from './calendar.ts';
import { type Cron, firesOn, firingsPerDay, nextFiring, readCron } from './cron.ts';

/** When a dataset releases rows: every so many seconds, the first after one such time, or at the times of a cron expression. */
export interface Schedule {
  readonly everySeconds?: number | undefined;
  readonly cron?: string | undefined;
}

/** Days over which a cron expression is averaged: four years with their leap day. */
const AVERAGED_DAYS = 1461;

/** The expression of an accepted scenario. */
export function cronOf(text: string): Cron {
  const read = readCron(text);
  if (!read.ok) throw new Error(`"${text}" is no cron expression: expected ${read.fault.expected}.`);
  return read.cron;
}

/** Moments of a schedule, one after another, in seconds; multiples of the period, never sums of it. */
export class ScheduleClock {
  readonly #everySeconds: number;
  readonly #cron: Cron | undefined;
  #cycle = 0;
  #firedAt = 0;

  constructor({ everySeconds, cron }: Schedule) {
    this.#everySeconds = everySeconds ?? Infinity;
    this.#cron = cron === undefined ? undefined : cronOf(cron);
  }

  /** The next moment; Infinity when there is none. */
  next(): number {
    if (this.#cron === undefined) return ++this.#cycle * this.#everySeconds;
    this.#firedAt = nextFiring(this.#cron, this.#firedAt);
    return this.#firedAt;
  }
}

function firingDays(cron: Cron, days: number): number {
  let sum = 0;
  for (let day = 0; day < days; day++) if (firesOn(cron, day)) sum++;
  return sum;
}

/** Mean time between two moments, in seconds; a cron expression over four years. */
export function meanPeriodSeconds({ everySeconds, cron }: Schedule): number {
  if (cron === undefined) return everySeconds ?? Infinity;
  const read = cronOf(cron);
  return (AVERAGED_DAYS * SECONDS_PER_DAY) / (firingDays(read, AVERAGED_DAYS) * firingsPerDay(read));
}

/** Moments before `durationSeconds`; of a cron expression at most so many, whole days counted in full. */
export function momentsWithin({ everySeconds, cron }: Schedule, durationSeconds: number): number {
  if (cron === undefined) return Math.floor(durationSeconds / (everySeconds ?? Infinity));
  const read = cronOf(cron);
  if (!(nextFiring(read, 0) < durationSeconds)) return 0;
  return firingDays(read, Math.ceil(durationSeconds / SECONDS_PER_DAY)) * firingsPerDay(read);
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Day and time of a moment as people write it, for messages: `Tuesday 02:00 (93 600 s)`. */
export function momentText(seconds: number): string {
  const day = Math.floor(seconds / SECONDS_PER_DAY);
  const minute = Math.floor((seconds - day * SECONDS_PER_DAY) / 60);
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  const weeks = Math.floor(day / 7);
  return `${WEEKDAYS[(day + 1) % 7]} ${clock}${weeks > 0 ? `, ${weeks} weeks later` : ''} (${seconds} s)`;
}

/** What simulated time 0 is, for forms and messages. */
export const TIME_ZERO = `Monday, 1 January ${FIRST_YEAR}, 00:00`;
