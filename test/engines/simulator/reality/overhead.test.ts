import { describe, expect, it } from 'vitest';
import { costAt, NO_OVERHEAD, withCost } from '../../../../widgets/engines/simulator/reality/overhead.ts';
import {
  overheadOf,
  type SpacedCall,
  timeSpacedCalls,
} from '../../../../widgets/engines/simulator/reality/spaced-calls.ts';
import { aCurve } from '../../../kit/a-curve.ts';

const curve = aCurve({
  medianSeconds: { 1: 0.01, 2: 0.016 },
  p95Seconds: { 1: 0.012 },
  fit: { baseSeconds: 0.004, perItemSeconds: 0.006, meanRelativeError: 0 },
  samplesSeconds: [0.009, 0.011],
});

describe('costAt', () => {
  const overhead = {
    ...NO_OVERHEAD,
    atBusyShare: [
      { busyShare: 0.2, messageSeconds: 0.003, slowdown: 1.2 },
      { busyShare: 1, messageSeconds: 0.001, slowdown: 1 },
    ],
  };

  it('lies on the line between two shares, and is as at the nearest beyond them', () => {
    expect(costAt(overhead, 0.6)).toMatchObject({ busyShare: 0.6, messageSeconds: 0.002 });
    expect(costAt(overhead, 0.6).slowdown).toBeCloseTo(1.1, 12);
    expect(costAt(overhead, 0.05)).toMatchObject({ messageSeconds: 0.003, slowdown: 1.2 });
    expect(costAt(overhead, 1)).toMatchObject({ messageSeconds: 0.001, slowdown: 1 });
    expect(costAt(NO_OVERHEAD, 0.5)).toMatchObject({ messageSeconds: 0, slowdown: 1 });
  });
});

describe('withCost', () => {
  it('slows every call and adds the message to each: points, samples and fit', () => {
    const served = withCost(curve, { busyShare: 1, messageSeconds: 0.002, slowdown: 1.5 });
    const times = [
      ...served.points.flatMap((point) => [point.medianSeconds, point.p95Seconds]),
      ...served.samplesSeconds,
    ];
    const expected = [0.017, 0.02, 0.026, null, 0.0155, 0.0185];
    times.forEach((seconds, index) => {
      if (expected[index] === null) expect(seconds).toBeNull();
      else expect(seconds).toBeCloseTo(expected[index]!, 12);
    });
    expect(served.fit.baseSeconds + 2 * served.fit.perItemSeconds).toBeCloseTo(0.026, 12);
  });
});

describe('withCost, given a spread', () => {
  it('draws what the calls took in place of the curve’s own samples', () => {
    const served = withCost(curve, { busyShare: 1, messageSeconds: 0.002, slowdown: 1 }, [1, 1.5]);
    expect(served.samplesSeconds[0]).toBeCloseTo(0.012, 12);
    expect(served.samplesSeconds[1]).toBeCloseTo(0.018, 12);
  });
});

/** A machine on a clock of its own: a call takes what the curve says, times `slowdown` after a pause, and a message; a timer is late. */
function machine({ slowdown = 1, messageSeconds = 0, lateSeconds = 0, hiccupAt = -1 }) {
  let now = 0;
  let isRested = false;
  let calls = 0;
  const sizes: number[] = [];
  return {
    sizes,
    driver: {
      score: async (size: number) => {
        const modelSeconds = (size === 1 ? 0.01 : 0.016) * (isRested ? slowdown : 1);
        isRested = false;
        now += modelSeconds + messageSeconds + (calls++ === hiccupAt ? 5 : 0);
        sizes.push(size);
        return modelSeconds;
      },
      sleepUntil: async (at: number) => {
        isRested = true;
        now = Math.max(now, at) + lateSeconds;
      },
      nowSeconds: () => now,
    },
  };
}

const shareOf = (calls: readonly SpacedCall[]) => {
  const sum = (key: 'wholeSeconds' | 'pauseSeconds') => calls.reduce((total, call) => total + call[key], 0);
  return sum('wholeSeconds') / (sum('wholeSeconds') + sum('pauseSeconds'));
};

describe('timeSpacedCalls', () => {
  it('keeps the model busy for all, three quarters, half and a quarter of the time, in turns', async () => {
    const { driver, sizes } = machine({ messageSeconds: 0.001 });
    const levels = await timeSpacedCalls(driver, { sizes: [1, 2], seconds: 30 });
    // Pauses are exponential, mean m: of n of them the sum is off by more than 4 m √n in one of 15,000.
    levels.forEach((calls, level) => {
      const share = [1, 0.75, 0.5, 0.25][level]!;
      expect(Math.abs(shareOf(calls) - share)).toBeLessThan((4 / Math.sqrt(calls.length)) * share * (1 - share) + 1e-9);
    });
    expect(new Set(levels.map((calls) => calls.length)).size).toBe(1);
    expect(new Set(sizes)).toEqual(new Set([1, 2]));
    expect(driver.nowSeconds()).toBeGreaterThan(30);
  });

  it('makes three rounds however short the time', async () => {
    const levels = await timeSpacedCalls(machine({}).driver, { sizes: [1], seconds: 0 });
    expect(levels.map((calls) => calls.length)).toEqual([24, 24, 24, 24]);
  });
});

describe('overheadOf', () => {
  const overheadFor = async (settings: Parameters<typeof machine>[0]) =>
    overheadOf(await timeSpacedCalls(machine(settings).driver, { sizes: [1, 2], seconds: 10 }), curve);

  it('finds the message and the late timers, and nothing else where there is nothing else', async () => {
    const overhead = await overheadFor({ messageSeconds: 0.002, lateSeconds: 0.0003 });
    expect(overhead.delaySeconds).toBeCloseTo(0.0003, 9);
    expect(overhead.timerLateSeconds).toBeCloseTo(0.0003, 9);
    for (const share of [0, 0.4, 1]) {
      expect(costAt(overhead, share).messageSeconds).toBeCloseTo(0.002, 9);
      expect(costAt(overhead, share).slowdown).toBeCloseTo(1, 9);
    }
  });

  it('finds a model that is slower after pauses: by all of it where it often rests, not at all where it never does', async () => {
    const overhead = await overheadFor({ slowdown: 1.2 });
    // Three of the four levels are slower by 0.2, the one without pauses is not; the line of least squares through shares 1, 0.75, 0.5 and 0.25 and these
    // values is 1.15 + 0.24 · (0.625 − share). The shares come out within a few hundredths of those, and the line with them.
    expect(costAt(overhead, 1).slowdown).toBeCloseTo(1.06, 1);
    expect(Math.abs(costAt(overhead, 0.25).slowdown - 1.24)).toBeLessThan(0.02);
  });

  it('is not decided by one long pause of the machine', async () => {
    // The pause lies in the message of one of some 250 calls back to back; it counts as one call more, 13 ms in 250.
    const quiet = await overheadFor({ messageSeconds: 0.002 });
    const disturbed = await overheadFor({ messageSeconds: 0.002, hiccupAt: 20 });
    const difference = costAt(disturbed, 1).messageSeconds - costAt(quiet, 1).messageSeconds;
    expect(difference).toBeLessThan(0.013);
    // As one call of all it is in the spread, where it counts for a tenth of a second: 12 ms and 100 ms to 12 ms.
    expect(Math.max(...disturbed.spread)).toBeGreaterThan(8);
    expect(Math.max(...disturbed.spread)).toBeLessThan(1 + 0.1 / 0.012);
    for (const relative of quiet.spread) expect(relative).toBeCloseTo(1, 9);
  });
});
