import { describe, expect, test } from 'vitest';
import { estimateRun } from '../../../widgets/engines/simulator/estimate/estimate-run.ts';
import { describeLimits, findLimitProblems } from '../../../widgets/engines/simulator/estimate/limits.ts';
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import { OverloadError } from '../../../widgets/engines/simulator/request-pool.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { accept } from './accept.ts';

const users = (ratePerSecond: number) => ({
  id: 'users',
  kind: 'traffic',
  arrivals: { process: 'poisson', ratePerSecond },
  to: 'model',
});
const model = (more: object = {}) => ({
  id: 'model',
  kind: 'modelServer',
  replicas: 2,
  serviceTime: { distribution: 'exponential', meanSeconds: 0.1 },
  ...more,
});
const scenario = (components: readonly object[], run: object = {}) => ({
  components,
  run: { durationSeconds: 1000, replications: 4, ...run },
});

describe('estimateRun', () => {
  test('estimateRun tells load and capacity, and events within 10 % of what the run handles', () => {
    const accepted = accept(
      scenario([
        { ...users(10), to: 'door' },
        {
          id: 'door',
          kind: 'gateway',
          to: [
            { id: 'model', weight: 3 },
            { id: 'other', weight: 1 },
          ],
        },
        model(),
        model({ id: 'other', replicas: 1 }),
      ]),
    );
    const estimate = estimateRun(accepted);
    expect(estimate.stations['model']).toMatchObject({
      offeredPerSecond: 7.5,
      capacityPerSecond: 20,
      utilisation: 0.375,
    });
    expect(estimate.stations['other']).toMatchObject({ offeredPerSecond: 2.5, utilisation: 0.25 });
    expect(estimate.requests).toBe(40_000);
    const { requests, engine } = simulate(accepted);
    // Poisson counts: three standard deviations of 40,000 are 1.5 %.
    expect(Math.abs(requests.offered / estimate.requests - 1)).toBeLessThan(3 / Math.sqrt(40_000));
    expect(engine.events).toBeLessThan(estimate.events * 1.1);
  });

  test('estimateRun counts batches, chunks and polls as calls of full size', () => {
    const affine = { distribution: 'affine', baseSeconds: 0.01, perItemSeconds: 0.001 };
    const batched = accept(
      scenario([users(10), model({ serviceTime: affine, batching: { mode: 'triton', maxBatchSize: 10 } })]),
    );
    expect(estimateRun(batched).stations['model']!.capacityPerSecond).toBeCloseTo((2 * 10) / 0.02, 9);
    const chunked = accept(
      scenario([
        { id: 'rows', kind: 'dataset', everySeconds: 100, rows: 5000, to: 'job' },
        { id: 'job', kind: 'batchJob', workers: 2, chunkRows: 1000, startupSeconds: 1, serviceTime: affine },
      ]),
    );
    const { job } = estimateRun(chunked).stations;
    expect(job!.offeredPerSecond).toBe(50);
    expect(job!.capacityPerSecond).toBeCloseTo((2 * 1000) / (1 + 0.01 + 1), 9);
  });

  test('estimateRun never sees an overload in a closed loop, whose clients wait for their answers', () => {
    const clients = { process: 'closed', clients: 50, thinkTimeSeconds: 0.1 };
    const closed = accept(scenario([{ ...users(1), arrivals: clients }, model()]));
    const estimate = estimateRun(closed);
    expect(estimate.stations['model']!.offeredPerSecond).toBeLessThanOrEqual(20);
    expect(estimate.stations['users']!.offeredPerSecond).toBeLessThanOrEqual(20);
    expect(describeLimits(closed, estimate)).toEqual([]);
  });

  test('estimateRun lets what a server spills over reach the other component', () => {
    const hybrid = accept(
      scenario([users(30), model({ spillOver: { to: 'spare' } }), { ...model(), id: 'spare', replicas: 3 }]),
    );
    const estimate = estimateRun(hybrid);
    expect(estimate.stations['spare']!.offeredPerSecond).toBeCloseTo(10, 9);
    expect(describeLimits(hybrid, estimate)).toEqual([
      'model: 30 requests per second are offered and it serves at most 20: what is too much goes to spare.',
    ]);
  });

  test('estimateRun leaves open what a measured service time will be, until its curve is there', () => {
    const measured = accept(scenario([users(10), model({ serviceTime: { distribution: 'measured', model: 'm' } })]));
    expect(estimateRun(measured).stations['model']).toMatchObject({
      capacityPerSecond: undefined,
      utilisation: undefined,
    });
  });
});

describe('limits', () => {
  const problemsOf = (input: unknown) => {
    const parsed = parseScenario(input);
    return parsed.ok ? [] : parsed.problems;
  };
  const notesOf = (input: unknown) => {
    const accepted = accept(input);
    return describeLimits(accepted, estimateRun(accepted));
  };

  test('parseScenario refuses a run of astronomical length with the number of its events', () => {
    const problems = problemsOf(
      scenario([users(1e6), model({ replicas: 10_000, concurrency: 100 })], { durationSeconds: 1e9 }),
    );
    expect(problems).toMatchInlineSnapshot(`
      [
        {
          "expected": "a run of at most 1.0 × 10¹² events",
          "fix": "Use at most 100000 s, fewer replications, or a lower rate.",
          "found": "about 8.0 × 10¹⁵ in 1.0 × 10⁹ s and all replications, which would take 18 519 d",
          "path": "run.durationSeconds",
        },
      ]
    `);
  });

  test('parseScenario refuses a queue that must outgrow the memory, which the engine would find out much later', () => {
    const hopeless = scenario([users(50_000), model()], { durationSeconds: 1000, replications: 1 });
    expect(problemsOf(hopeless)).toMatchInlineSnapshot(`
      [
        {
          "expected": "at most 4.2 × 10⁶ requests at once",
          "fix": "Add capacity, lower the arrival rate, set queueCapacity, or shorten the run.",
          "found": "about 5.0 × 10⁷ at the end: 50 000 arrive per second and 20 can be served",
          "path": "components[1]",
        },
      ]
    `);
    // Twice the pool is refused; what may just fit is announced and tried, and its end is told by the engine.
    const tight = scenario([users(50_000), model()], { durationSeconds: 120, replications: 1 });
    expect(notesOf(tight)).toMatchInlineSnapshot(`
      [
        "model: 50 000 requests per second are offered and it serves at most 20: its queue grows all the time, to about 6.0 × 10⁶ requests after 2.00 min. The averages then say how long the run was, not how the system is.",
        "One replication needs about 404 MB of memory.",
      ]
    `);
    expect(() => simulate(accept(tight))).toThrow(OverloadError);
  });

  test('a scenario of many stations is stopped at fewer requests, because each of them keeps a number of every request', () => {
    const others = Array.from({ length: 999 }, (_, i) => model({ id: `model${i}` }));
    const wide = scenario([users(50_000), model(), ...others.slice(1)], { durationSeconds: 5, replications: 1 });
    expect(() => simulate(accept(wide))).toThrow(/^More than 131072 requests are in the system at once/);
  });

  test('parseScenario refuses components that need more memory than there is', () => {
    const crowd = Array.from({ length: 400 }, (_, i) => ({
      ...users(1e-3),
      id: `users${i}`,
      keys: { count: 1_000_000 },
    }));
    expect(problemsOf(scenario([...crowd, model()]))).toMatchInlineSnapshot(`
      [
        {
          "expected": "at most 2147 MB of memory for a replication",
          "fix": "Use fewer components, keys, servers or rows per cycle, or let fewer requests wait.",
          "found": "about 3441 MB",
          "path": "components",
        },
      ]
    `);
  });

  test('describeLimits announces a load above capacity, a load that settles slowly, and a long run, with their numbers', () => {
    expect(notesOf(scenario([users(30), model()]))).toMatchInlineSnapshot(`
      [
        "model: 30 requests per second are offered and it serves at most 20: its queue grows all the time, to about 10 002 requests after 16.7 min. The averages then say how long the run was, not how the system is.",
      ]
    `);
    expect(notesOf(scenario([users(19), model()]))).toMatchInlineSnapshot(`
      [
        "model: 19 requests per second are offered and it serves at most 20 (load 95.0 %): it settles slowly; the run must be some 400 times as long as one at low load for the same precision.",
      ]
    `);
    expect(notesOf(scenario([users(30), model({ queueCapacity: 10 })]))).toMatchInlineSnapshot(`
      [
        "model: 30 requests per second are offered and it serves at most 20: what is too much is turned away.",
      ]
    `);
    expect(notesOf(scenario([users(10), model()], { durationSeconds: 1e8 }))).toMatchInlineSnapshot(`
      [
        "The run has about 8.0 × 10⁹ events: some 26.7 min on one core.",
      ]
    `);
    expect(notesOf(scenario([users(10), model()]))).toEqual([]);
  });

  test('findLimitProblems judges the number of replications that will be run, not the one in the file', () => {
    const accepted = accept(
      scenario([users(1000), model({ replicas: 200 })], { durationSeconds: 1e6, replications: 1 }),
    );
    expect(findLimitProblems(accepted, estimateRun(accepted))).toEqual([]);
    expect(findLimitProblems(accepted, estimateRun(accepted, {}, 10_000))).toHaveLength(1);
  });
});
