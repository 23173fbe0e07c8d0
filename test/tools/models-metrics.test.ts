import { describe, expect, it } from 'vitest';
import {
  accuracy,
  areaUnderCurve,
  brierScore,
  calibration,
  logLoss,
} from '../../widgets/engines/evaluation/metrics.ts';

const rows = [
  { probability: 0.9, outcome: 1 },
  { probability: 0.6, outcome: 0 },
  { probability: 0.6, outcome: 1 },
  { probability: 0.2, outcome: 0 },
];

describe('accuracy', () => {
  it('counts a probability of one half as a yes', () => {
    expect(accuracy(rows)).toBe(0.75);
    expect(accuracy([{ probability: 0.5, outcome: 1 }])).toBe(1);
  });
});

describe('areaUnderCurve', () => {
  it('is the share of pairs in the right order, ties counting half', () => {
    // Pairs (survivor, other): (0.9, 0.6) and (0.9, 0.2) right, (0.6, 0.6) a tie, (0.6, 0.2) right.
    expect(areaUnderCurve(rows)).toBe(3.5 / 4);
  });

  it('needs both outcomes', () => {
    expect(() => areaUnderCurve([{ probability: 0.5, outcome: 1 }])).toThrow('both outcomes');
  });
});

describe('logLoss and brierScore', () => {
  it('agree with the sums by hand', () => {
    expect(logLoss(rows)).toBeCloseTo(-(Math.log(0.9) + Math.log(0.4) + Math.log(0.6) + Math.log(0.8)) / 4, 12);
    expect(brierScore(rows)).toBeCloseTo((0.01 + 0.36 + 0.16 + 0.04) / 4, 12);
  });
});

describe('calibration', () => {
  it('puts each row in one bin and leaves empty bins out', () => {
    const bins = calibration([...rows, { probability: 1, outcome: 1 }], 5);
    expect(bins.map(({ from, rows: count }) => [from, count])).toEqual([
      [0.2, 1],
      [0.6, 2],
      [0.8, 2],
    ]);
    expect(bins[1]).toMatchObject({ observedShare: 0.5, meanProbability: 0.6 });
  });
});
