import { describe, expect, test } from 'vitest';
import { RandomStream } from '../../../../widgets/engines/simulator/random.ts';
import { mser5 } from '../../../../widgets/engines/simulator/statistics/analysis/mser5.ts';

describe('mser5', () => {
  test('mser5 cuts exactly at the end of a start that is worked out by hand', () => {
    // Batches of five: 9, 5, then twenty of 1. The error is 0 as soon as both are gone, and the larger remainder wins.
    const longer = [9, 5, ...new Array<number>(20).fill(1)].flatMap((value) => new Array<number>(5).fill(value));
    expect(mser5(longer)).toEqual({ leftOut: 10, isFound: true });
  });

  test('mser5 agrees with the statistic written out as in the paper', () => {
    const stream = new RandomStream(1, 0, 'mser');
    const values = Array.from({ length: 1003 }, (_, i) => stream.exponential() + 4 * Math.exp(-i / 60));
    const means = Array.from(
      { length: 200 },
      (_, j) => values.slice(5 * j, 5 * j + 5).reduce((sum, value) => sum + value, 0) / 5,
    );
    const statistic = (d: number) => {
      const rest = means.slice(d);
      const mean = rest.reduce((sum, value) => sum + value, 0) / rest.length;
      return rest.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rest.length ** 2;
    };
    const candidates = Array.from({ length: 195 }, (_, d) => statistic(d));
    expect(mser5(values).leftOut).toBe(5 * candidates.indexOf(Math.min(...candidates)));
  });

  test('mser5 finds the end of a decaying start, and leaves a steady series nearly whole', () => {
    let decaying = 0;
    let steady = 0;
    for (let seed = 0; seed < 50; seed++) {
      const stream = new RandomStream(seed, 0, 'mser');
      const noise = Array.from({ length: 5000 }, () => stream.normal());
      decaying += mser5(noise.map((value, i) => value + 10 * Math.exp(-i / 100))).leftOut / 50;
      steady += mser5(noise).leftOut / 50;
    }
    // The bias 10 e^(−i/100) falls below the noise of what remains (1/√5000 = 0.014) after 100 ln(700) = 650.
    expect(decaying).toBeGreaterThan(200);
    expect(decaying).toBeLessThan(900);
    expect(steady).toBeLessThan(500);
  });

  test('mser5 says when the series never settles, and when it is too short', () => {
    expect(mser5(Array.from({ length: 1000 }, (_, i) => i))).toEqual({ leftOut: 500, isFound: false });
    expect(mser5([1, 2, 3])).toEqual({ leftOut: 0, isFound: false });
    expect(mser5([])).toEqual({ leftOut: 0, isFound: false });
  });
});
