import { describe, expect, it } from 'vitest';
import type { SimulationResult } from '../../../widgets/engines/simulator/result.ts';
import { meanInterval } from '../../../widgets/engines/simulator/statistics/analysis/mean-interval.ts';
import {
  differenceOf,
  differenceSentence,
  withInterval,
} from '../../../widgets/latency-cost-dashboard/comparing/differences.ts';
import { figureInWords, figureOf } from '../../../widgets/latency-cost-dashboard/comparing/figure.ts';
import { mainMeasures, measures } from '../../../widgets/latency-cost-dashboard/comparing/measures.ts';
import type { Compared, Simulated } from '../../../widgets/latency-cost-dashboard/comparing/outcome.ts';
import {
  MOST_REPLICATIONS,
  nextReplications,
  precisionInWords,
  precisionOf,
} from '../../../widgets/latency-cost-dashboard/comparing/precision.ts';
import { formatSeconds, formatUsd } from '../../../widgets/kit/format.ts';
import { composeShipped, simulateOne, startState } from '../simulated.ts';

/** Replications with these 95th percentiles and costs per day, and nothing else. */
function made(label: string, pairs: readonly (readonly [p95: number, usdPerDay: number])[]): Simulated {
  const alone = pairs.map(
    ([p95, usdPerDay]) => ({ sojournTimeSeconds: { p95 }, cost: { usdPerDay } }) as SimulationResult,
  );
  return { alternative: { label } as Compared, result: alone[0]!, alone, refusal: null };
}
const base = made('A', [
  [0.1, 4],
  [0.12, 4.1],
  [0.11, 3.9],
  [0.1, 4],
]);
const moved = (seconds: number, usd: number, noise = 0) =>
  made(
    'B',
    base.alone.map((one, i) => [
      one.sojournTimeSeconds.p95! + seconds + noise * (i % 2 ? 1 : -1),
      one.cost.usdPerDay + usd,
    ]),
  );

describe('differenceSentence', () => {
  it('says what the pairs tell, with the interval, and exactly what never varies', () => {
    // ±4 ms in four pairs: s = 4.62 ms, t(3) = 3.18, so half the width is 7.35 ms.
    expect(differenceSentence(base, moved(-0.041, 0.8, 0.004))).toBe(
      'B is 41.0 ms [33.7, 48.3] faster at the 95th percentile and costs $0.800 more per day.',
    );
  });
  it('says what cannot be told, and what is the same', () => {
    expect(differenceSentence(base, moved(-0.001, 0, 0.01))).toBe(
      'B costs the same per day. No difference can be seen yet at the 95th percentile: run longer.',
    );
    const noisy = made(
      'B',
      base.alone.map((one, i) => [
        one.sojournTimeSeconds.p95! + (i % 2 ? 1 : -1),
        one.cost.usdPerDay + (i % 2 ? 1 : -1),
      ]),
    );
    expect(differenceSentence(base, noisy)).toBe('Between B and A no difference can be seen yet: run longer.');
  });
  it('turns round with the baseline', () => {
    const other = moved(-0.041, 0.8, 0.004);
    expect(differenceSentence(other, base)).toBe(
      'A is 41.0 ms [33.7, 48.3] slower at the 95th percentile and costs $0.800 less per day.',
    );
  });
  it('has no interval from one replication', () => {
    expect(differenceOf(mainMeasures[0], made('A', [[1, 1]]), made('B', [[2, 2]])).comparison).toBeNull();
  });
  it('tells apart on the same random numbers what independent ones would not', () => {
    const [cloud, edge] = composeShipped({ ...startState, alternatives: startState.alternatives.slice(0, 2) });
    const [first, second] = [cloud, edge].map((one) => simulateOne(one!.alternative as Compared, 6)) as [
      Simulated,
      Simulated,
    ];
    const { comparison } = differenceOf(mainMeasures[1], first, second);
    expect(comparison!.verdict).toBe('second is lower');
    // A machine at the edge costs a constant, so the whole spread is that of the cloud's transfer: pairs gain nothing and lose nothing there.
    expect(comparison!.pairs).toBe(6);
    const throughput = measures.find(({ id }) => id === 'throughput')!;
    // The same passengers arrive in both: but for those on their way at the end, both complete the same number.
    expect(differenceOf(throughput, first, second).comparison!.correlation).toBeGreaterThan(0.999);
  });
});

describe('withInterval', () => {
  it('names a shared unit once and different units each', () => {
    expect(withInterval(formatSeconds, 0.041, 0.035, 0.047)).toBe('41.0 ms [35.0, 47.0]');
    expect(withInterval(formatSeconds, 0.9, 0.7, 1.1)).toBe('900 ms [700 ms, 1.10 s]');
    expect(withInterval(formatUsd, 0.8, 0.7, 0.9)).toBe('$0.800 [$0.700, $0.900]');
  });
});

describe('figureInWords', () => {
  it('gives half the interval to two digits in the unit of the figure', () => {
    const [p95, usdPerDay] = mainMeasures;
    expect(figureInWords(p95, { value: 0.0468, halfWidth: 0.000_021_13 })).toBe('46.8 ± 0.021 ms');
    expect(figureInWords(usdPerDay, { value: 0.0224, halfWidth: 0.000_21 })).toBe('$0.0224 ± 0.00021');
    expect(figureInWords(usdPerDay, { value: 0.000_011_6, halfWidth: 0.000_000_2 })).toBe('$0.0000116 ± 0.0000002');
    expect(figureInWords(p95, { value: 0.0468, halfWidth: 0 })).toBe('46.8 ms');
    expect(figureInWords(p95, { value: 0, halfWidth: 0.1 })).toBe('0 s');
    expect(figureInWords(p95, { value: null, halfWidth: null })).toBe('–');
  });
  it('takes the interval from the replications by Student’s t', () => {
    const expected = meanInterval([0.1, 0.12, 0.11, 0.1])!.halfWidth;
    expect(figureOf(mainMeasures[0], base).halfWidth).toBe(expected);
  });
});

describe('precisionOf', () => {
  it('names the widest interval and about how many replications would bring it to 5 %', () => {
    const precision = precisionOf([
      made('Steady', [
        [1, 1],
        [1, 1],
      ]),
      base,
    ])!;
    // s/mean = 0.0957/1.075 = 8.9 %: t(n − 1) · 8.9 % / √n is first within 5 % at n = 15 (4.93 %; at 14 it is 5.14 %).
    expect(precision).toMatchObject({ label: 'A', measure: '95th percentile', replications: 4, needed: 15 });
    expect(precision.share).toBeCloseTo((3.1824 * 0.0957) / 1.075 / 2, 3);
    expect(precisionInWords(precision)).toBe(
      'The widest interval is that of A, 95th percentile: 14.2 % to either side after 4 replications. About 15 would bring it to 5 %.',
    );
    expect(nextReplications(precision)).toBe(12);
  });
  it('stops at 5 %, and at the most that are run', () => {
    const precision = precisionOf([base])!;
    expect(nextReplications({ ...precision, share: 0.049, replications: 5 })).toBeNull();
    expect(nextReplications({ ...precision, replications: MOST_REPLICATIONS })).toBeNull();
    expect(nextReplications({ ...precision, needed: MOST_REPLICATIONS, replications: 100 })).toBe(MOST_REPLICATIONS);
    expect(precisionInWords({ ...precision, replications: MOST_REPLICATIONS })).toMatch(
      /More than 200 are not run here/,
    );
  });
  it('says nothing of a single replication', () => {
    expect(precisionOf([made('A', [[1, 1]])])).toBeNull();
  });
});
