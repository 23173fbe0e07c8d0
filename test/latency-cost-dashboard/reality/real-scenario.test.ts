import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rateOf } from '../../../widgets/engines/simulator/arrivals/schema.ts';
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import { NO_OVERHEAD } from '../../../widgets/engines/simulator/reality/overhead.ts';
import { planRealRun } from '../../../widgets/engines/simulator/reality/plan-real-run.ts';
import { curveSeconds } from '../../../widgets/engines/simulator/service/measured.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import {
  CHOICES,
  choicesOf,
  FIRST_CHOICE,
  type RealChoice,
} from '../../../widgets/latency-cost-dashboard/reality/real-choice.ts';
import {
  LARGEST_BATCH,
  realScenario,
  sizesToMeasure,
} from '../../../widgets/latency-cost-dashboard/reality/real-scenario.ts';
import { rowsPerRequest } from '../../../widgets/latency-cost-dashboard/reality/request-size.ts';
import { recordedCurve } from '../shipped-data.ts';

/** A request of the shipped model that takes 2.5 ms: times of single rows, made longer. */
const curve = {
  ...recordedCurve,
  points: recordedCurve.points.map((point) => ({ ...point, medianSeconds: 130 * point.medianSeconds })),
  samplesSeconds: [130 * recordedCurve.points[0]!.medianSeconds],
};

function scenarioOf(choice: Partial<RealChoice>, overhead = NO_OVERHEAD) {
  const made = realScenario({ ...FIRST_CHOICE, ...choice }, curve, overhead, 1);
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value;
}

const everyChoice = CHOICES.regime.flatMap(([regime]) =>
  CHOICES.load.flatMap(([load]) =>
    CHOICES.batching.flatMap(([batching]) =>
      CHOICES.queueCapacity.flatMap(([queueCapacity]) =>
        CHOICES.arrivals.map(
          ([arrivals]): RealChoice => ({ ...FIRST_CHOICE, regime, load, batching, queueCapacity, arrivals }),
        ),
      ),
    ),
  ),
);

describe('realScenario', () => {
  it('makes of every choice a scenario that is accepted and that can be run for real', () => {
    for (const choice of everyChoice) {
      const plan = planRealRun(scenarioOf(choice));
      expect(plan.ok ? [] : plan.problems).toEqual([]);
      if (plan.ok) expect(sizesToMeasure(choice).at(-1)).toBe(plan.value.policy.maxBatchSize);
    }
  });

  it('loads a server of single requests by the share that was chosen, and counts what a call costs beyond the curve', () => {
    const ratePerSecond = (overhead = NO_OVERHEAD) => {
      const [users] = scenarioOf({ load: 0.5 }, overhead).components;
      return users?.kind === 'traffic' ? rateOf(users.arrivals).mean : Number.NaN;
    };
    expect(ratePerSecond() * curveSeconds(curve, 1)).toBeCloseTo(0.5, 3);
    const messageSeconds = 0.001;
    const costly = { ...NO_OVERHEAD, atBusyShare: [{ busyShare: 1, messageSeconds, slowdown: 1.1 }] };
    expect(ratePerSecond(costly) * (1.1 * curveSeconds(curve, 1) + messageSeconds)).toBeCloseTo(0.5, 3);
  });

  it('keeps the mean rate when the arrivals come in bursts', () => {
    const rates = (['poisson', 'bursty'] as const).map((arrivals) => {
      const [users] = scenarioOf({ arrivals }).components;
      return users?.kind === 'traffic' ? rateOf(users.arrivals).mean : Number.NaN;
    });
    // Rates are written with four digits.
    expect(rates[1]! / rates[0]!).toBeCloseTo(1, 3);
  });

  it('keeps a server busy for the share that was chosen, as the simulator sees it, in every regime', () => {
    for (const regime of ['realTime', 'streaming', 'batch'] as const) {
      const scenario = scenarioOf({ regime, load: 0.5, durationSeconds: 20 });
      const result = simulate(scenario, { curves: { [curve.model]: curve }, replications: 5 });
      const server = scenario.components.at(-1)!.id;
      const { utilisation } = result.components[server]!;
      // Poisson counts of 5 × 20 s × 200 /s have a standard error of 0.7 %. A job does not begin at the start of the run; polls of fewer than eight take longer for each.
      if (regime === 'realTime') expect(utilisation).toBeCloseTo(0.5, 1);
      if (regime === 'batch') expect(utilisation).toBeCloseTo(0.4, 1);
      expect(utilisation).toBeGreaterThan(0.35);
      expect(utilisation).toBeLessThan(1);
    }
  });

  it.each([
    ['real-time', { regime: 'realTime', batching: 'window' }],
    ['streaming', { regime: 'streaming' }],
    ['batch', { regime: 'batch' }],
  ] as const)(
    'is of the same build as content/scenarios/reality-%s.json, which the command line runs',
    (name, choice) => {
      const shipped = parseScenario(JSON.parse(readFileSync(`content/scenarios/reality-${name}.json`, 'utf8')));
      if (!shipped.ok) throw new Error(JSON.stringify(shipped.problems));
      const build = ({ components }: { readonly components: readonly object[] }) =>
        components.map((component) => {
          const { id, kind, to, serviceTime, chunkRows, maxPollRecords } = component as Record<string, unknown>;
          return { id, kind, to, serviceTime, chunkRows, maxPollRecords };
        });
      expect(build(scenarioOf(choice))).toEqual(build(shipped.value));
    },
  );
});

describe('choicesOf', () => {
  it('asks for batching and waiting places only where requests are answered one by one', () => {
    expect(choicesOf('realTime')).toContain('batching');
    expect(choicesOf('batch')).not.toContain('arrivals');
    expect(choicesOf('streaming')).not.toContain('queueCapacity');
  });
});

describe('rowsPerRequest', () => {
  it('is a power of two that takes about 2.5 ms, from 1 row of a slow model to 8192 of a fast one', () => {
    const of = (baseSeconds: number, perItemSeconds: number) =>
      rowsPerRequest({ ...curve, fit: { ...curve.fit, baseSeconds, perItemSeconds } });
    expect(of(20e-6, 0.65e-6)).toBe(4096);
    expect(of(0, 1e-9)).toBe(8192);
    expect(of(0, 0)).toBe(8192);
    expect(of(0.01, 1e-3)).toBe(1);
    expect(of(0, 1)).toBe(1);
    // Rounded to a power of two: at most a factor of the root of two away.
    const rows = of(1e-4, 3e-6);
    expect(Math.abs(Math.log2((1e-4 + rows * 3e-6) / 0.0025))).toBeLessThan(0.5);
    expect(rows * LARGEST_BATCH).toBeLessThanOrEqual(65_536);
  });
});
