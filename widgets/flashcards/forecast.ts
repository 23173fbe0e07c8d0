import { type Card, Rating } from 'ts-fsrs';
import { schedulerOf } from '../engines/record/card-schedule.ts';
import { laterDayMs } from '../engines/record/learning-day.ts';
import type { ScheduledCard } from './deck-schedule.ts';

const DAY_MS = 86_400_000;

/** Reviews that a day will bring. */
export interface ForecastDay {
  /** When the day begins, in milliseconds since 1970. */
  readonly startMs: number;
  /** Cards whose next review falls on this day. Overdue cards fall on the first. */
  readonly due: number;
}

/** How many cards fall due today (from `dayEndMs` back) and on each of the following days, as things stand. Cards set aside and new cards are not in it. */
export function forecastDue(cards: readonly ScheduledCard[], dayEndMs: number, days: number): ForecastDay[] {
  const ends = Array.from({ length: days }, (_, day) => laterDayMs(dayEndMs, day));
  const counts = ends.map(() => 0);
  for (const { dueMs, isSuspended } of cards) {
    if (dueMs === undefined || isSuspended) continue;
    const day = ends.findIndex((endMs) => dueMs < endMs);
    if (day >= 0) counts[day]!++;
  }
  return ends.map((endMs, day) => ({ startMs: laterDayMs(endMs, -1), due: counts[day]! }));
}

/**
 * Reviews a day to expect over the coming `days`. `cards` are scheduled for this retention. Every card is reviewed when it is due, and is known with the
 * probability that FSRS gives it then. Lapses are spread evenly instead of drawn: a card's doubt adds up from review to review, from a starting share of its
 * own, and each time it reaches one whole the card is failed. So the share of lapses is the expected one, and the answer is the same every time.
 */
export function reviewsPerDay(cards: readonly ScheduledCard[], retention: number, nowMs: number, days: number): number {
  const scheduler = schedulerOf(retention);
  const horizonMs = nowMs + days * DAY_MS;
  const known = cards.flatMap(({ schedule, isSuspended }) =>
    schedule.memory && !isSuspended ? [schedule.memory] : [],
  );
  let reviews = 0;
  for (const [index, learnt] of known.entries()) {
    let memory: Card = learnt;
    let doubt = (index + 0.5) / known.length;
    for (let atMs = Math.max(learnt.due.getTime(), nowMs); atMs < horizonMs; atMs = memory.due.getTime()) {
      doubt += 1 - scheduler.get_retrievability(memory, atMs, false);
      const isLapse = doubt >= 1;
      if (isLapse) doubt -= 1;
      memory = scheduler.next(memory, atMs, isLapse ? Rating.Again : Rating.Good).card;
      reviews++;
    }
  }
  return reviews / days;
}
