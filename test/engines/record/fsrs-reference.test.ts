import { type BindingMemoryState, FSRSBinding } from '@open-spaced-repetition/binding';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scheduleOf } from '../../../widgets/engines/record/card-schedule.ts';
import type { CardReview } from '../../../widgets/engines/record/learner-state.ts';

const DAY_MS = 86_400_000;
const start = Date.UTC(2026, 0, 1, 12);
const step = fc.record({
  grade: fc.constantFrom<CardReview['grade']>(1, 2, 3, 4),
  gapDays: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 31, max: 1000 })),
});
const byGrade = ['again', 'hard', 'good', 'easy'] as const;

describe('scheduleOf beside the official engine in Rust', () => {
  it('gives its stability and difficulty to 0.01 % over 40,000 review steps of random histories', () => {
    const engine = new FSRSBinding();
    // Five thousand histories of 5 to 12 reviews: 42,500 steps on average.
    const histories = fc.sample(fc.array(step, { minLength: 5, maxLength: 12 }), { numRuns: 5000, seed: 20261122 });
    let steps = 0;
    let worst = 0;
    for (const history of histories) {
      let expected: BindingMemoryState | null = null;
      let ms = start;
      const reviews: CardReview[] = [];
      for (const [index, { grade, gapDays }] of history.entries()) {
        const gap = index === 0 ? 0 : gapDays;
        ms += gap * DAY_MS;
        reviews.push({ id: String(index), hash: 'h', grade, time: new Date(ms).toISOString() });
        expected = engine.nextStates(expected, 0.9, gap)[byGrade[grade - 1]!].memory;
        const { memory } = scheduleOf(reviews, ms);
        worst = Math.max(
          worst,
          Math.abs(memory!.stability / expected!.stability - 1),
          Math.abs(memory!.difficulty / expected!.difficulty - 1),
        );
        steps++;
      }
    }
    expect(steps).toBeGreaterThan(40_000);
    expect(worst).toBeLessThan(1e-4);
  });
});
