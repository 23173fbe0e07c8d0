import { describe, expect, it } from 'vitest';
import { closedFormOf } from '../../../widgets/latency-cost-dashboard/views/closed-form.ts';
import { prepareLatency, quantileInterval } from '../../../widgets/latency-cost-dashboard/views/latency.ts';
import { timeAxis } from '../../../widgets/latency-cost-dashboard/quantile-chart.ts';
import { accepted, courseScenario, runOf } from './run-scenario.ts';

/** M/M/3 at 80 % load; `more` goes into the server. */
const queue = (more: object = {}, arrivals: object = { process: 'poisson', ratePerSecond: 24 }) =>
  accepted({
    title: 'Three servers',
    components: [
      { id: 'users', kind: 'traffic', place: 'home', arrivals, to: 'door' },
      { id: 'door', kind: 'gateway', product: 'self-hosted', place: 'cloud', to: 'model' },
      {
        id: 'model',
        kind: 'modelServer',
        place: 'cloud',
        replicas: 3,
        serviceTime: { distribution: 'exponential', meanSeconds: 0.1 },
        ...more,
      },
    ],
    links: [{ from: 'home', to: 'cloud', roundTripSeconds: 0.04 }],
    run: { seed: 7, durationSeconds: 2200, warmUpSeconds: 200, replications: 8 },
  });

describe('closedFormOf', () => {
  it('lies within the 95 % interval of the run for M/M/3 with a round trip, at every tabled share', () => {
    const run = runOf(queue());
    const theory = closedFormOf(run.scenario, {})!;
    expect(theory.name).toBe('M/M/3');
    for (const share of [0.1, 0.5, 0.9, 0.95, 0.99]) {
      const [low, high] = quantileInterval(run, share)!;
      // Quantiles come from a histogram whose buckets are 0.4 % wide.
      expect(theory.quantile(share)).toBeGreaterThan(low * 0.996);
      expect(theory.quantile(share)).toBeLessThan(high * 1.004);
    }
  });
  it('is the whole of M/D/1 for one server whose service never varies', () => {
    const serviceTime = { distribution: 'deterministic', meanSeconds: 0.1 };
    const run = runOf(queue({ replicas: 1, serviceTime }, { process: 'poisson', ratePerSecond: 7 }));
    const theory = closedFormOf(run.scenario, {})!;
    expect(theory.name).toBe('M/D/1');
    const [low, high] = quantileInterval(run, 0.95)!;
    expect(theory.quantile(0.95)).toBeGreaterThan(low * 0.996);
    expect(theory.quantile(0.95)).toBeLessThan(high * 1.004);
    // Nobody is done before the round trip and one service.
    expect(theory.quantile(0.1)).toBeCloseTo(0.14, 9);
  });
  it('is known for the course’s weekday and for its Saturday at 94 %', () => {
    expect(closedFormOf(courseScenario('weekend-peak-weekday'), {})?.name).toBe('M/M/4');
    expect(closedFormOf(courseScenario('weekend-peak-saturday'), {})?.name).toBe('M/M/4');
  });
  it.each([
    ['request batches', { batching: { mode: 'triton', maxBatchSize: 4, maxDelaySeconds: 0 } }],
    ['a bounded queue', { queueCapacity: 5 }],
    ['a queue timeout', { queueTimeoutSeconds: 1 }],
    ['queues per replica', { queues: 'perReplica' }],
    ['failures', { failureProbability: 0.1 }],
    ['more than it can serve', { replicas: 2 }],
  ])('says nothing of %s', (_, more) => {
    expect(closedFormOf(queue(more), {})).toBeUndefined();
  });
  it('says nothing of arrivals that come in bursts', () => {
    expect(closedFormOf(queue({}, { process: 'gamma', ratePerSecond: 24, cv: 2 }), {})).toBeUndefined();
  });
});

describe('prepareLatency', () => {
  const run = runOf(queue(), { label: 'Three' });
  const picture = prepareLatency([run], { limitSeconds: 0.2 });
  it('draws the simulated curve, its interval, the theory in dots and the limit', () => {
    expect(picture.chart.series.map(({ label, isTheory = false }) => [label, isTheory])).toEqual([
      ['Three', false],
      ['Theory: M/M/3', true],
    ]);
    expect(picture.chart.bands?.[0]?.points).toHaveLength(picture.chart.series[0]!.points.length);
    for (const { low, high } of picture.chart.bands![0]!.points) expect(low).toBeLessThanOrEqual(high);
    expect(picture.chart.thresholds).toEqual([{ y: 0.2, label: 'Limit 200 ms' }]);
  });
  it('puts a share at 1/(1 − share), so that 99 % stands twice as far out as 90 % on a logarithmic axis', () => {
    const { ticks, format } = picture.chart.x;
    expect(ticks!.map((tick) => [tick, format(tick)])).toEqual([
      [2, '50 %'],
      [10, '90 %'],
      [100, '99 %'],
      [1000, '99.9 %'],
    ]);
  });
  it('has a table with the run, its interval and the theory, in seconds for a file', () => {
    const { rows, values } = picture.table;
    expect(rows.map(([name]) => name)).toEqual([
      'Three',
      'Three, from (95 % interval)',
      'Three, to (95 % interval)',
      'Three, by theory (M/M/3)',
    ]);
    const p95 = 3;
    expect(values![0]![p95]).toBe(run.result.sojournTimeSeconds.p95);
    expect(values![1]![p95]! < values![0]![p95]! && values![0]![p95]! < values![2]![p95]!).toBe(true);
  });
  it('says in one sentence who is fast, whose tail is long, and what the dots are', () => {
    const { p50, p99 } = run.result.sojournTimeSeconds;
    expect(picture.conclusion).toBe(
      `Half of “Three” is done within ${Math.round(p50! * 1000)} ms. The longest tail is that of “Three”: its slowest in a hundred take at least ${Number((p99! / p50!).toPrecision(2))} times its median. The dots are theory: M/M/3.`,
    );
  });
  it('names two as fastest where their intervals meet, and one where they do not', () => {
    const twin = { ...run, id: 'b', label: 'Twin' };
    expect(prepareLatency([run, twin], { limitSeconds: 1 }).conclusion).toMatch(
      /^“Three” and “Twin” are fastest at the median, about \d+ ms, and cannot be told apart there\./,
    );
    const slower = runOf(queue({ serviceTime: { distribution: 'exponential', meanSeconds: 0.115 } }), {
      id: 'c',
      label: 'Slower',
    });
    expect(prepareLatency([slower, run], { limitSeconds: 1 }).conclusion).toMatch(/^“Three” is fastest at the median/);
  });
  it('draws nothing of a run that answered nothing and says so', () => {
    const silent = {
      ...run,
      alone: [],
      result: { ...run.result, sojournQuantiles: { probabilities: [], seconds: [] } },
    };
    const empty = prepareLatency([silent], { limitSeconds: 1 });
    expect(empty.conclusion).toBe('Nothing was answered.');
    expect(empty.table.rows[0]!.slice(1)).toEqual(['–', '–', '–', '–', '–']);
  });
});

describe('timeAxis', () => {
  it('ends at labels on both sides of the values, so that there are two to read however close they lie', () => {
    expect(timeAxis('Time', [0.03, 0.04, null]).domain).toEqual([0.01, 0.1]);
    expect(timeAxis('Time', [0.1]).domain).toEqual([0.1, 1]);
    expect(timeAxis('Time', [0.5, 200]).domain).toEqual([0.1, 600]);
    expect(timeAxis('Time', [null, 0]).domain).toBeUndefined();
  });
});
