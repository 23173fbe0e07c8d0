import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueAfterGrades, scheduleOf } from '../../../widgets/engines/record/card-schedule.ts';
import type { CardReview } from '../../../widgets/engines/record/learner-state.ts';

const DAY_MS = 86_400_000;
const start = Date.UTC(2026, 10, 12, 12, 30);
const review = (ms: number, grade: CardReview['grade']): CardReview => ({
  id: String(ms),
  hash: 'h',
  grade,
  time: new Date(ms).toISOString(),
});

describe('scheduleOf', () => {
  it('reproduces the published FSRS-6 sequence of intervals', () => {
    // The test vector of ts-fsrs and py-fsrs: each review happens when the card is due.
    const grades = [3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3] as const;
    const reviews: CardReview[] = [];
    const days: number[] = [];
    let nowMs = start;
    for (const grade of grades) {
      reviews.push(review(nowMs, grade));
      const { memory, dueMs } = scheduleOf(reviews, nowMs);
      days.push(memory!.scheduled_days);
      nowMs = dueMs!;
    }
    expect(days).toEqual([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]);
  });

  it('gives the memory state of the reference implementation in Rust', () => {
    // fsrs-rs: Again, then Good five times, on days 0, 0, 1, 3, 8, 21 (gaps in its test are 0, 0, 1, 3, 8, 21).
    const gaps = [0, 0, 1, 3, 8, 21];
    let ms = start;
    const reviews = gaps.map((gap, index) => {
      ms += gap * DAY_MS;
      return review(ms, index === 0 ? 1 : 3);
    });
    const { memory } = scheduleOf(reviews, ms);
    expect(memory!.stability).toBeCloseTo(53.62691, 3);
    expect(memory!.difficulty).toBeCloseTo(6.3574867, 3);
  });

  it('never throws, keeps due dates bounded and counts what it did not believe, whatever the clock did', () => {
    const jump = fc.constantFrom(0, 60_000, 3_600_000, DAY_MS, 3650 * DAY_MS, -3_600_000, -DAY_MS, -3650 * DAY_MS);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(jump, fc.constantFrom<CardReview['grade']>(1, 2, 3, 4)), { maxLength: 12 }),
        (steps) => {
          let ms = start;
          const reviews = steps.map(([by, grade]) => {
            ms = Math.min(Math.max(ms + by, 0), Date.UTC(2400, 0));
            return review(ms, grade);
          });
          const schedule = scheduleOf(reviews, start);
          expect(schedule.clampedCount).toBeLessThanOrEqual(reviews.length);
          // The scheduler's own longest interval is 36,500 days.
          if (schedule.dueMs !== undefined)
            expect(schedule.dueMs).toBeLessThanOrEqual(start + DAY_MS + 36_500 * DAY_MS);
          expect(dueAfterGrades(schedule, start)).toHaveLength(4);
        },
      ),
    );
  });

  it('takes a review seventy minutes back across midnight as made at the time of the one before', () => {
    const midnight = Date.UTC(2026, 10, 12);
    const back = scheduleOf([review(midnight + 600_000, 3), review(midnight - 3_600_000, 3)], midnight + DAY_MS);
    const still = scheduleOf([review(midnight + 600_000, 3), review(midnight + 600_000, 3)], midnight + DAY_MS);
    expect(back.clampedCount).toBe(1);
    expect(back.dueMs).toBe(still.dueMs);
  });

  it('does not believe a review from ten years ahead', () => {
    const ahead = scheduleOf([review(start, 3), review(start + 3650 * DAY_MS, 3)], start + DAY_MS);
    expect(ahead.clampedCount).toBe(1);
    expect(ahead.dueMs! - start).toBeLessThan(30 * DAY_MS);
    expect(scheduleOf([review(start + 3650 * DAY_MS, 3)], start).dueMs).toBeUndefined();
  });
});

describe('dueAfterGrades', () => {
  it('never brings a better grade back earlier', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom<CardReview['grade']>(1, 2, 3, 4)), {
          maxLength: 8,
        }),
        (steps) => {
          let ms = start;
          const reviews = steps.map(([days, grade]) => {
            ms += days * DAY_MS;
            return review(ms, grade);
          });
          const due = dueAfterGrades(scheduleOf(reviews, ms), ms);
          expect(due.toSorted((a, b) => a - b)).toEqual([...due]);
        },
      ),
    );
  });
});
