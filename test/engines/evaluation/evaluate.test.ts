import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../widgets/engines/evaluation/evaluate.ts';

describe('evaluate', () => {
  const probabilities = [0.9, 0.8, 0.4, 0.3, 0.6, 0.1];
  const outcomes = [1, 1, 1, 0, 0, 0];

  it('gives the figures of six rows worked by hand', () => {
    const found = evaluate(probabilities, outcomes);
    expect(found.confusion).toEqual({ truePositives: 2, falsePositives: 1, trueNegatives: 2, falseNegatives: 1 });
    expect(found.accuracy).toBeCloseTo(4 / 6, 14);
    // Of nine pairs, all but (0.4, 0.6) are in the right order.
    expect(found.auc).toBeCloseTo(8 / 9, 14);
    expect(found.brierScore).toBeCloseTo((0.01 + 0.04 + 0.36 + 0.09 + 0.36 + 0.01) / 6, 14);
    expect(found.calibration.map(({ rows }) => rows)).toEqual([1, 1, 1, 1, 2]);
  });

  it('tells groups apart by the places of their rows and leaves out those without any', () => {
    const groups = [
      { label: 'first three', rows: [0, 1, 2] },
      { label: 'nobody', rows: [] },
    ];
    expect(evaluate(probabilities, outcomes, groups).groups).toMatchObject([
      { label: 'first three', rows: 3, accuracy: 2 / 3, observedShare: 1 },
    ]);
  });

  it('gives no area under the curve where all outcomes are the same', () => {
    expect(evaluate([0.4, 0.6], [1, 1]).auc).toBeNull();
  });

  it('refuses lists that do not belong together', () => {
    expect(() => evaluate([0.4], [1, 0])).toThrow('1 probabilities and 2 outcomes do not belong together.');
    expect(() => evaluate([], [])).toThrow(RangeError);
  });
});
