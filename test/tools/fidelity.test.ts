import { describe, expect, it } from 'vitest';
import type { CaseResult } from '../../src/tools/bench/fidelity/one-case.ts';
import { fidelityCases, nameOf, scenarioOfCase } from '../../src/tools/bench/fidelity/scenarios.ts';
import { summarise } from '../../src/tools/bench/fidelity/summary.ts';
import { planRealRun } from '../../widgets/engines/simulator/reality/plan-real-run.ts';

const run = { seed: 1, durationSeconds: 30 };
/** Batches cost little more than single requests. */
const secondsOf = (size: number) => 0.002 + 0.0005 * size;

describe('fidelityCases', () => {
  it('have every load for every model, batches and bursts, and no name twice', () => {
    const cases = fidelityCases(['a', 'b', 'c']);
    expect(cases.length).toBeGreaterThanOrEqual(12);
    expect(new Set(cases.map(nameOf)).size).toBe(cases.length);
    for (const model of ['a', 'b', 'c'])
      expect(
        cases.filter((one) => one.model === model && !one.isBatched && !one.isBursty).map(({ load }) => load),
      ).toEqual([0.3, 0.5, 0.7, 0.85]);
  });

  it('can be run for real, at the load that they say', () => {
    for (const one of fidelityCases(['a'])) {
      const plan = planRealRun(scenarioOfCase(one, 'm', secondsOf, run));
      if (!plan.ok) throw new Error(JSON.stringify(plan.problems));
      const { arrivalSeconds, policy } = plan.value;
      const fullSeconds = secondsOf(policy.maxBatchSize);
      const expected = (one.load * policy.maxBatchSize * run.durationSeconds) / fullSeconds;
      // Four standard deviations: √n of Poisson counts; where the rate swings between λ/2 and 3λ/2, each for T = 0.2 s on average, its integral over t
      // adds (λ/2)² · t · T: twice the integral of the autocovariance (λ/2)² · e^(−2u/T).
      const swing = one.isBursty ? (expected / run.durationSeconds / 2) ** 2 * run.durationSeconds * 0.2 : 0;
      expect(Math.abs(arrivalSeconds.length - expected)).toBeLessThan(4 * Math.sqrt(expected + swing));
    }
  });
});

describe('summarise', () => {
  const result = (mean: number | null, light: CaseResult['light']) =>
    ({ errors: { mean, p50: mean, p95: mean, p99: mean }, light, meanErrorWithRunsTimes: 0.01 }) as CaseResult;

  it('takes the middle of the sizes of the errors, of all and of those with the light off', () => {
    const summary = summarise([
      result(-0.02, 'free'),
      result(0.04, 'free'),
      result(-0.9, 'busy'),
      result(0.5, 'shared'),
      result(null, 'free'),
    ]);
    expect(summary).toMatchObject({ cases: 5, litCases: 2, largestMeanErrorInTheDark: 0.04 });
    expect(summary.medianError.mean).toBeCloseTo(0.27, 12);
    expect(summary.medianErrorInTheDark.p95).toBeCloseTo(0.03, 12);
  });

  it('has no errors where nothing was run', () => {
    expect(summarise([])).toMatchObject({ cases: 0, medianError: { mean: null }, largestMeanErrorInTheDark: null });
  });
});
