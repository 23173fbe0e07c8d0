import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NewestFirst } from '../../../widgets/engines/simulator/stations/newest-first.ts';
import { ScalingRate } from '../../../widgets/engines/simulator/stations/scaling-rate.ts';
import { FigureTotals } from '../../../widgets/engines/simulator/statistics/figures.ts';
import { LevelTally } from '../../../widgets/engines/simulator/statistics/level-tally.ts';

describe('NewestFirst', () => {
  test('NewestFirst has the slot of the highest rank on top, whatever comes and goes', () => {
    const step = fc.record({ slot: fc.integer({ min: 0, max: 40 }), isPush: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const heap = new NewestFirst();
        const plain = new Map<number, number>();
        steps.forEach(({ slot, isPush }, i) => {
          // Ranks come in an order of their own, each once.
          const rank = (i * 7919) % 10_007;
          if (isPush && !plain.has(slot)) {
            heap.push(slot, rank);
            plain.set(slot, rank);
          } else if (!isPush) {
            heap.remove(slot);
            plain.delete(slot);
          }
          const top = [...plain].sort((a, b) => b[1] - a[1])[0]?.[0] ?? -1;
          expect(heap.top).toBe(top);
          expect(heap.count).toBe(plain.size);
        });
      }),
      { numRuns: 200 },
    );
  });
});

describe('ScalingRate', () => {
  test('ScalingRate lets a full bucket go at once, then what it gains, and loses what does not fit', () => {
    const rate = new ScalingRate(3, 2);
    expect([0, 0, 0, 0].map((now) => rate.take(now))).toEqual([true, true, true, false]);
    expect([0.5, 0.9, 1].map((now) => rate.take(now))).toEqual([true, false, true]);
    expect([100, 100, 100, 100].map((now) => rate.take(now))).toEqual([true, true, true, false]);
  });
});

describe('LevelTally', () => {
  test('LevelTally integrates from the end of the warm-up and takes the level there as the first', () => {
    const tally = new LevelTally(10);
    tally.change(1, 7);
    tally.change(4, 2);
    tally.change(12, 5);
    tally.change(14, 1);
    expect(tally.areaAt(20)).toBe(2 * 2 + 2 * 5 + 6 * 1);
    expect(tally.maximum).toBe(5);
  });

  test('LevelTally that never changes after the warm-up counts all of it', () => {
    const tally = new LevelTally(10);
    tally.change(0, 3);
    expect(tally.areaAt(10)).toBe(0);
    expect(tally.areaAt(15)).toBe(15);
    expect(tally.maximum).toBe(3);
  });
});

describe('FigureTotals', () => {
  test('FigureTotals adds sums, divides totals by totals and takes the largest', () => {
    const totals = new FigureTotals();
    totals.add([
      { path: 'a.count', sum: 2 },
      { path: 'a.share', sum: 1, per: 4 },
      { path: 'b.max', maximum: 3 },
    ]);
    totals.add([
      { path: 'a.count', sum: 3 },
      { path: 'a.share', sum: 2, per: 2 },
      { path: 'b.max', maximum: 1 },
    ]);
    totals.add([{ path: 'none', sum: 0, per: 0 }]);
    expect(totals.summarise()).toEqual({ a: { count: 5, share: 0.5 }, b: { max: 3 }, none: null });
  });
});
