import { describe, expect, it } from 'vitest';
import { monotoneKnots, secondsOnKnots } from '../../../../widgets/kit/monotone.ts';
import { formatProblem } from '../../../../widgets/kit/problem.ts';
import { observedFigures } from '../../../../widgets/engines/simulator/reality/figures.ts';
import { runOnPaper } from '../../../../widgets/engines/simulator/reality/on-paper.ts';
import { planRealRun } from '../../../../widgets/engines/simulator/reality/plan-real-run.ts';
import type { ScenarioInput } from '../../../../widgets/engines/simulator/scenario.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { aCurve } from '../../../kit/a-curve.ts';
import { accept, planOf, realTimeScenario } from './plan.ts';

/** A curve without spread, so that the simulator's service times are the curve's own. */
const curve = aCurve({
  medianSeconds: { 1: 0.01, 8: 0.03 },
  fit: { baseSeconds: 0.007, perItemSeconds: 0.003, meanRelativeError: 0 },
});
const secondsOf = (_: number, size: number) => secondsOnKnots(monotoneKnots(curve.points), size);

const stream = (changes: object = {}): ScenarioInput => ({
  components: [
    { id: 'clicks', kind: 'eventStream', arrivals: { process: 'poisson', ratePerSecond: 120 }, to: 'log' },
    { id: 'log', kind: 'partitionedLog', partitions: 1, to: 'scorer' },
    {
      id: 'scorer',
      kind: 'streamProcessor',
      maxPollRecords: 8,
      serviceTime: { distribution: 'measured', model: 'm' },
      ...changes,
    },
  ],
  run: { seed: 5, durationSeconds: 20 },
});

const batch = (changes: object = {}): ScenarioInput => ({
  components: [
    { id: 'rows', kind: 'dataset', everySeconds: 3, rows: 100, to: 'job', ...changes },
    { id: 'job', kind: 'batchJob', chunkRows: 8, serviceTime: { distribution: 'measured', model: 'm' } },
  ],
  run: { seed: 5, durationSeconds: 20 },
});

describe('planRealRun', () => {
  const batched = realTimeScenario({ batching: { mode: 'triton', maxBatchSize: 8, maxDelaySeconds: 0.02 } });
  const bounded = realTimeScenario({ queueCapacity: 2 });
  const torch = realTimeScenario({ batching: { mode: 'torchserve', maxBatchSize: 4, maxDelaySeconds: 0.03 } });
  const padded = realTimeScenario({
    batching: { mode: 'tfserving', maxBatchSize: 8, maxDelaySeconds: 0.02, allowedBatchSizes: [4, 8] },
  });
  const [asked, served] = realTimeScenario().components;
  const impatient: ScenarioInput = {
    components: [
      { ...asked, to: 'door' } as typeof asked & object,
      { id: 'door', kind: 'gateway', timeoutSeconds: 0.02, to: 'model' },
      served!,
    ],
    run: { seed: 4, durationSeconds: 20, warmUpSeconds: 3 },
  };
  it.each([
    ['behind a gateway that gives up, after a warm-up', impatient, 'model'],
    ['one at a time', realTimeScenario(), 'model'],
    ['in batches with a window', batched, 'model'],
    ['with two waiting places', bounded, 'model'],
    ['collecting after the poll', torch, 'model'],
    ['padded', padded, 'model'],
    ['in polls of a log', stream(), 'scorer'],
    ['in jobs', batch(), 'job'],
  ])('gives what the simulator does, %s: the same requests and, on paper, the same times', (_, input, server) => {
    const result = simulate(accept(input), { replications: 1, curves: { m: curve } });
    const plan = planOf(input);
    const observed = observedFigures([{ plan, record: runOnPaper(plan, secondsOf) }]);
    expect(observed.offered).toBe(result.requests.offered);
    expect(observed.answered).toBe(result.requests.completed);
    expect(observed.rejected).toBe(result.requests.rejected);
    // The simulator adds up in another order.
    expect(observed.meanSeconds).toBeCloseTo(result.sojournTimeSeconds.mean!, 9);
    expect(observed.utilisation).toBeCloseTo(result.components[server]!.utilisation!, 9);
    expect(observed.meanBatchSize).toBeCloseTo(result.components[server]!.batchSize?.mean ?? 1, 9);
    expect(observed.throughputPerSecond).toBeCloseTo(result.throughputPerSecond, 9);
    // Its percentiles are those of a histogram, within 0.4 %.
    for (const [key, told] of [
      ['p50Seconds', 'p50'],
      ['p95Seconds', 'p95'],
      ['p99Seconds', 'p99'],
    ] as const)
      expect(Math.abs(observed[key]! / result.sojournTimeSeconds[told]! - 1)).toBeLessThan(0.01);
  });

  it('draws the arrivals of the replication that it is asked for', () => {
    const [first, second] = [planOf(realTimeScenario(), 0), planOf(realTimeScenario(), 1)];
    const both = simulate(accept(realTimeScenario()), { replications: 2, curves: { m: curve } });
    expect(first.arrivalSeconds[0]).not.toBe(second.arrivalSeconds[0]);
    expect(first.arrivalSeconds.length + second.arrivalSeconds.length).toBe(both.requests.offered);
  });

  const problemsOf = (input: ScenarioInput) => {
    const plan = planRealRun(accept(input));
    return plan.ok ? [] : plan.problems.map(formatProblem);
  };

  it('refuses what one device cannot do, each with its path and a way out', () => {
    expect(
      problemsOf(
        realTimeScenario(
          { replicas: 2, variant: 'int8', serviceTime: { distribution: 'exponential', meanSeconds: 0.1 } },
          { durationSeconds: 3600, warmUp: 'mser5' },
        ),
      ),
    ).toMatchInlineSnapshot(`
      [
        "components[1].replicas: expected 1, found 2. A real run has one worker that serves in order. Set "replicas" to 1, or simulate only.",
        "components[1].variant: expected "original", found "int8". A real run has one worker that serves in order. Set "variant" to "original", or simulate only.",
        "components[1].serviceTime.distribution: expected "measured", found "exponential". A real run takes the time of a real model: set it to "measured" and name one under "model".",
        "run.durationSeconds: expected at most 60, found 3600. A real run takes as long as it says. Run the first 60 s of it or fewer.",
        "run.warmUp: expected "given", found "mser5". Give "warmUpSeconds" in its place.",
      ]
    `);
  });

  it('refuses settings that it does not know, whatever they are', () => {
    expect(problemsOf(realTimeScenario({ queueTimeoutSeconds: 1 }))).toMatchInlineSnapshot(`
      [
        "components[1].queueTimeoutSeconds: expected nothing, found 1. A real run cannot do this on one device. Remove "queueTimeoutSeconds", or simulate only.",
      ]
    `);
    expect(problemsOf(stream({ commit: { mode: 'auto' } }))).toMatchInlineSnapshot(`
      [
        "components[2].commit: expected nothing, found an object. A real run cannot do this on one device. Remove "commit", or simulate only.",
      ]
    `);
    expect(
      problemsOf(batch({ rows: undefined, arrivals: { process: 'poisson', ratePerSecond: 5 } })),
    ).toMatchInlineSnapshot(`
      [
        "components[0].rows: expected a number, found nothing. Give "rows" in place of "arrivals".",
      ]
    `);
  });

  it('refuses another way than the three, and users who wait for answers', () => {
    const closed = realTimeScenario();
    const [users, model] = closed.components;
    const loop = { process: 'closed' as const, clients: 3, thinkTimeSeconds: 1 };
    expect(
      problemsOf({ ...closed, components: [{ ...users, arrivals: loop } as typeof users & object, model!] }),
    ).toMatchInlineSnapshot(`
      [
        "components[0].arrivals.process: expected an open loop, found "closed". Choose another arrival process: users who wait for answers before they ask again are not run for real.",
      ]
    `);
    const farm = { id: 'other', kind: 'modelServer', serviceTime: { distribution: 'measured', model: 'm' } } as const;
    expect(
      problemsOf({
        ...closed,
        components: [users!, { ...model, to: 'other' } as typeof users & object, farm],
      }),
    ).toMatchInlineSnapshot(`
      [
        "components: expected one way: traffic → modelServer, traffic → gateway → modelServer, eventStream → partitionedLog → streamProcessor, or dataset → batchJob, found traffic, modelServer, modelServer. Take one of these ways out into a scenario of its own, or simulate only.",
      ]
    `);
  });
});
