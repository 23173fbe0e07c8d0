import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BusyHours } from '../../../../widgets/engines/simulator/batch/busy-hours.ts';
import { cleanestStart } from '../../../../widgets/engines/simulator/batch/shift.ts';
import { gridShapes, intensityByHour } from '../../../../widgets/engines/simulator/cost/grid-hours.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { cleanestStretch } from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept } from '../accept.ts';

const HOUR = 3600;
const { factors } = gridShapes.solar;

/** Sum of the factors from one moment to another, minute by minute. */
function exposure(from: number, minutes: number): number {
  let sum = 0;
  for (let i = 0; i < minutes; i++) sum += factors[Math.floor((from + i * 60 + 30) / HOUR) % 24]!;
  return sum;
}

describe('gridShapes', () => {
  test('gridShapes have 24 factors whose mean is 1, and say that they are assumed', () => {
    for (const shape of Object.values(gridShapes)) {
      expect(shape.factors.length).toBe(24);
      expect(shape.factors.reduce((sum, factor) => sum + factor, 0) / 24).toBeCloseTo(1, 12);
      expect(shape.isAssumed).toBe(true);
    }
  });
});

describe('cleanestStart', () => {
  test('cleanestStart of whole hours is the cleanest stretch of the hours before the deadline', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.integer({ min: 1, max: 8 }), fc.nat(30), (due, work, slack) => {
        const deadline = due + work + slack;
        const { hours } = cleanestStretch(intensityByHour(gridShapes.solar, 323, deadline), work, due, deadline);
        const settings = {
          deadlineSeconds: (deadline - due) * HOUR,
          expectedSeconds: work * HOUR,
          forecast: 'solar',
        } as const;
        const start = cleanestStart(due * HOUR, settings);
        expect(exposure(start, work * 60)).toBeCloseTo(exposure(hours[0]! * HOUR, work * 60), 6);
      }),
    );
  });

  test('cleanestStart is as clean as the best of all starts, minute by minute, and keeps the deadline', () => {
    fc.assert(
      fc.property(fc.nat(1600), fc.integer({ min: 10, max: 300 }), fc.nat(1200), (due, work, slack) => {
        const settings = {
          deadlineSeconds: (work + slack) * 60,
          expectedSeconds: work * 60,
          forecast: 'solar',
        } as const;
        const start = cleanestStart(due * 60, settings);
        expect(start).toBeGreaterThanOrEqual(due * 60);
        expect(start).toBeLessThanOrEqual((due + slack) * 60);
        for (let minute = 0; minute <= slack; minute += 7)
          expect(exposure(start, work)).toBeLessThanOrEqual(exposure((due + minute) * 60, work) + 1e-6);
      }),
      { numRuns: 60 },
    );
  });

  test('cleanestStart without room, or on a grid that is always the same, is at once', () => {
    expect(cleanestStart(1000, { deadlineSeconds: 60, expectedSeconds: 60, forecast: 'solar' })).toBe(1000);
    expect(cleanestStart(1000, { deadlineSeconds: 90_000, expectedSeconds: 60, forecast: 'flat' })).toBe(1000);
  });
});

describe('BusyHours', () => {
  test('BusyHours shares worker-seconds out among the hours of the day, from the end of the warm-up on', () => {
    const hours = new BusyHours(1800);
    hours.change(0, 1);
    hours.change(7200, 1);
    hours.change(24 * HOUR + 600, -2);
    const expected = [1800 + 2 * 600, HOUR, ...Array.from({ length: 22 }, () => 2 * HOUR)];
    expect(hours.at(30 * HOUR)).toEqual(expected);
  });
});

describe('a batch job that is shifted', () => {
  /** Two hours of work that fall due at six in the evening, done by noon and two of the next day. */
  function run(shift?: object, more: object = {}) {
    return simulate(
      accept({
        components: [
          { id: 'rows', kind: 'dataset', cron: '0 18 * * *', rows: 100, to: 'job' },
          {
            id: 'job',
            kind: 'batchJob',
            chunkRows: 50,
            serviceTime: { distribution: 'deterministic', meanSeconds: 72 },
            ...(shift ? { shift } : {}),
          },
        ],
        gridShape: 'solar',
        run: { durationSeconds: 3 * 24 * HOUR, replications: 1 },
        ...more,
      }),
    );
  }
  const shift = { deadlineSeconds: 20 * HOUR, expectedSeconds: 2 * HOUR };

  test('a run in the evening is done in the sun of the next day, with 45 % less carbon for the same work and money', () => {
    const now = run();
    const later = run(shift);
    // From 18 to 20 o'clock, and from 12 to 14; of three runs the last would only start after the end.
    const perRun = (result: typeof now) => result.carbonGrams / result.components['job']!.jobs!.published;
    expect(now.components['job']!.jobs!.published).toBe(3);
    expect(later.components['job']!.jobs!.published).toBe(2);
    expect(perRun(later) / perRun(now)).toBeCloseTo((0.68 + 0.69) / (1.2 + 1.28), 9);
    expect(later.cost.totalUsd / 2).toBeCloseTo(now.cost.totalUsd / 3, 12);
    // The predictions are older by the eighteen hours of waiting.
    expect(later.sojournTimeSeconds.max! - now.sojournTimeSeconds.max!).toBeCloseTo(18 * HOUR, 6);
  });

  test('on a grid that is always the same the hours do not matter', () => {
    const flat = run(undefined, { gridShape: 'flat' });
    expect(flat.carbonGrams / run().carbonGrams).toBeCloseTo(2 / (1.2 + 1.28), 9);
  });

  test('a deadline that leaves no time for the run is refused', () => {
    expect(() => run({ ...shift, deadlineSeconds: HOUR })).toThrow('expected a deadline that leaves time for the run');
  });
});
