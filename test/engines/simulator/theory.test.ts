import { describe, expect, test } from 'vitest';
import {
  allenCunneenMeanWaitingSeconds,
  bulkService,
  erlangB,
  erlangC,
  kingmanMeanWaitingSeconds,
  md1MeanWaitingSeconds,
  md1WaitingProbability,
  meanNumberInSystem,
  mg1MeanWaitingSeconds,
  mm1k,
  mmc,
  studentT975,
} from '../../../widgets/engines/simulator/theory/index.ts';

// Reference values: worked out apart from this code, by a script of its own, to six or seven digits.
describe('closed forms', () => {
  test('erlangB and erlangC give the printed values for 2 and 10 servers at 80 %', () => {
    expect(erlangC(2, 1.6)).toBeCloseTo(0.711111, 6);
    expect(erlangC(10, 8)).toBeCloseTo(0.40918, 6);
    expect(erlangB(10, 8)).toBeCloseTo(0.121661, 6);
    expect(erlangC(3, 3)).toBe(1);
  });

  test('mmc gives mean waits and quantiles of the waiting time', () => {
    expect(mmc(0.8, 1, 1).meanWaitingSeconds).toBeCloseTo(4, 12);
    expect(mmc(0.8, 1, 1).waitingQuantile(0.99)).toBeCloseTo(21.91, 3);
    expect(mmc(1.6, 1, 2).meanWaitingSeconds).toBeCloseTo(1.777778, 6);
    expect(mmc(8, 1, 10).waitingQuantile(0.95)).toBeCloseTo(1.051066, 6);
    expect(mmc(8, 1, 10).waitingQuantile(0.5)).toBe(0);
    expect(mmc(2, 1, 2).meanWaitingSeconds).toBe(Infinity);
  });

  test('mmc keeps to the law of Little', () => {
    const theory = mmc(8, 1, 10);
    expect(theory.meanNumberInSystem).toBeCloseTo(meanNumberInSystem(8, theory.meanSojournSeconds), 12);
  });

  test('mg1MeanWaitingSeconds covers constant, exponential and very variable service', () => {
    expect(md1MeanWaitingSeconds(0.8, 1)).toBeCloseTo(2, 12);
    expect(mg1MeanWaitingSeconds(0.8, 1, 0.5)).toBeCloseTo(2.5, 12);
    expect(mg1MeanWaitingSeconds(0.8, 1, 2)).toBeCloseTo(10, 12);
    expect(mg1MeanWaitingSeconds(1, 1, 1)).toBe(Infinity);
  });

  test('md1WaitingProbability gives the printed values and stays a probability far out', () => {
    const printed = [0.2, 0.445108, 0.63452, 0.845375];
    [0, 1, 2, 4].forEach((t, i) => {
      expect(md1WaitingProbability(0.8, 1, t)).toBeCloseTo(printed[i]!, 6);
    });
    expect(md1WaitingProbability(0.8, 1, 60)).toBeGreaterThan(0.999999);
    expect(md1WaitingProbability(0.8, 1, 60)).toBeLessThanOrEqual(1);
  });

  test('mm1k gives loss and sojourn below and above full load', () => {
    expect(mm1k(0.9, 1, 10).lossProbability).toBeCloseTo(0.0508137, 7);
    expect(mm1k(0.9, 1, 10).meanSojournSeconds).toBeCloseTo(4.646601, 6);
    // The closed form (1 − ρ) ρ^K / (1 − ρ^(K+1)); printed as 0.192587.
    expect(mm1k(1.2, 1, 10).lossProbability).toBeCloseTo((-0.2 * 1.2 ** 10) / (1 - 1.2 ** 11), 12);
    expect(mm1k(1.2, 1, 10).meanSojournSeconds).toBeCloseTo(6.926138, 6);
  });

  test('kingman and allenCunneen are exact where the textbook says so', () => {
    expect(kingmanMeanWaitingSeconds(0.8, 1, 1, 1)).toBeCloseTo(4, 12);
    expect(kingmanMeanWaitingSeconds(0.8, 1, 1, 0)).toBeCloseTo(2, 12);
    expect(allenCunneenMeanWaitingSeconds(8, 1, 10, 1, 1)).toBeCloseTo(mmc(8, 1, 10).meanWaitingSeconds, 12);
    expect(allenCunneenMeanWaitingSeconds(10, 1, 10, 1, 1)).toBe(Infinity);
  });

  test('bulkService gives the printed means for a = 10 ms, c = 1 ms, B = 8', () => {
    const seconds = (size: number) => 0.01 + 0.001 * size;
    const printed = [
      [50, 0.0140191, 1.1298, 0.4925],
      [200, 0.0196684, 2.6046, 0.9679],
      [400, 0.032166, 6.6691, 0.99978],
    ] as const;
    for (const [rate, sojourn, batch, busy] of printed) {
      const theory = bulkService(rate, 8, seconds);
      expect(theory.meanSojournSeconds).toBeCloseTo(sojourn, 7);
      expect(theory.meanBatchSize).toBeCloseTo(batch, 4);
      expect(theory.utilisation).toBeCloseTo(busy, 4);
    }
  });

  test('bulkService with batches of one is M/D/1', () => {
    expect(bulkService(80, 1, () => 0.01 + 0.001).meanSojournSeconds).toBeCloseTo(
      md1MeanWaitingSeconds(80, 0.011) + 0.011,
      9,
    );
  });

  test('studentT975 gives the tabled points', () => {
    expect(studentT975(1)).toBeCloseTo(12.7062, 4);
    expect(studentT975(19)).toBeCloseTo(2.093024, 6);
    expect(studentT975(1000)).toBeCloseTo(1.962339, 6);
  });
});
