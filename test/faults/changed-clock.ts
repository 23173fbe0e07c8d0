import { scheduleOf } from '../../widgets/engines/record/card-schedule.ts';
import { compareEvents, type RecordEvent, sealEvent } from '../../widgets/engines/record/event.ts';
import { foldEvents } from '../../widgets/engines/record/fold.ts';
import { dayEndMs } from '../../widgets/engines/record/learning-day.ts';
import { recordKey } from '../../widgets/engines/record/learner-state.ts';
import { makeEvent } from '../../widgets/engines/record/make-event.ts';
import { type Fault, failed, type Outcome, outcomeOf } from './fault.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 365 * DAY_MS;
/** FSRS plans at most so far ahead. */
const LONGEST_MS = 36_500 * DAY_MS;

interface Change {
  readonly title: string;
  /** What the wall clock does once, at a random moment of the sequence. */
  readonly byMs: number;
  /** Time zones of the device before and after. */
  readonly zones: readonly [before: string, after: string];
  readonly startMs: number;
}

const berlin = ['Europe/Berlin', 'Europe/Berlin'] as const;
const november = Date.UTC(2026, 10, 12, 12);
const changes: readonly Change[] = [
  { title: 'back 1 h', byMs: -HOUR_MS, zones: berlin, startMs: november },
  { title: 'back 1 day', byMs: -DAY_MS, zones: berlin, startMs: november },
  { title: 'back 10 years', byMs: -10 * YEAR_MS, zones: berlin, startMs: november },
  { title: 'forward 10 years', byMs: 10 * YEAR_MS, zones: berlin, startMs: november },
  // The nights in which Berlin has 23 hours, and 25.
  { title: 'summer time begins', byMs: 0, zones: berlin, startMs: Date.UTC(2026, 2, 28, 20) },
  { title: 'summer time ends', byMs: 0, zones: berlin, startMs: Date.UTC(2026, 9, 24, 20) },
  { title: 'flown west', byMs: 0, zones: ['Europe/Berlin', 'Pacific/Honolulu'], startMs: november },
  {
    title: 'flown east over the date line',
    byMs: 0,
    zones: ['Pacific/Honolulu', 'Pacific/Kiritimati'],
    startMs: november,
  },
];

/** One learner's reviews of one card, some minutes to days apart, with one change of the clock among them. */
function sequence({ byMs, zones, startMs }: Change): Outcome {
  const length = 5 + Math.floor(Math.random() * 25);
  const changedAt = Math.floor(Math.random() * length);
  const events: RecordEvent[] = [];
  let wallMs = startMs;
  let latestMs = startMs;
  let isDayBounded = true;
  for (let step = 1; step <= length; step++) {
    wallMs += Math.floor(Math.random() ** 4 * 5 * DAY_MS) + (step === changedAt + 1 ? byMs : 0);
    latestMs = Math.max(latestMs, wallMs);
    const zone = zones[step > changedAt ? 1 : 0];
    process.env.TZ = zone;
    const surroundings = {
      nowMs: () => wallMs,
      zone: () => zone,
      randomBytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)),
    };
    const body = { lesson: 'l', card: 'k', hash: 'h', grade: (1 + (step % 4)) as 1 | 2 | 3 | 4 };
    events.push(sealEvent(makeEvent('flashcardReviewed', 'c', body, 'd', events.at(-1)?.hlc, surroundings), step));
    const restMs = dayEndMs(wallMs) - wallMs;
    isDayBounded &&= restMs > 0 && restMs <= 25 * HOUR_MS;
  }
  const ordered = events.toSorted(compareEvents);
  const reviews = foldEvents(ordered).cardReviews.get(recordKey('c', 'l', 'k')) ?? [];
  const { dueMs } = scheduleOf(reviews, wallMs);
  return outcomeOf(events.length, events.length - reviews.length, {
    'another order than the numbers': ordered.every(({ seq }, index) => seq === index + 1),
    'a day without end': isDayBounded,
    [`due at ${dueMs}`]:
      dueMs === undefined || (dueMs >= startMs + Math.min(byMs, 0) && dueMs <= latestMs + LONGEST_MS),
  });
}

/** F16: clocks go back and forward, summer time comes and goes, learners fly. */
export const changedClocks = changes.map(
  (change): Fault => ({
    id: 'F16',
    title: `clock: ${change.title}`,
    tries: { change: 200, night: 200 },
    attempts: async function* (_site, count) {
      const zone = process.env.TZ;
      for (let number = 1; number <= count; number++) {
        try {
          yield sequence(change);
        } catch (error) {
          yield failed(error);
        }
      }
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    },
  }),
);
