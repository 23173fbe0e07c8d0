import { describe, expect, test } from 'vitest';
import { priceBook } from '../../../widgets/engines/simulator/cost/price-book.ts';
import { EVENTS_PER_SLICE, SimulationRun, simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { accept, station } from './accept.ts';

const run = { seed: 1, durationSeconds: 3600, warmUpSeconds: 600, replications: 2 };
const poisson = { process: 'poisson', ratePerSecond: 5 };
const exponential = { distribution: 'exponential', meanSeconds: 0.1 };
const shop = station({
  arrivals: poisson,
  server: { replicas: 2, serviceTime: exponential, instance: 'c5.xlarge' },
  run,
});

describe('cost and carbon', () => {
  test('cost is replicas times hours times the list price, over the measured time of all replications', () => {
    const { cost, requests, components } = simulate(shop);
    const hours = (2 * 3000 * 2) / 3600;
    expect(cost.totalUsd).toBeCloseTo(hours * 0.17, 12);
    expect(components['model']!.costUsd).toBeCloseTo(cost.totalUsd, 12);
    expect(cost.usdPerDay).toBeCloseTo(2 * 24 * 0.17, 12);
    expect(cost.usdPer1000Completed).toBeCloseTo((cost.totalUsd / requests.completed) * 1000, 12);
    expect(cost.prices).toEqual([
      expect.objectContaining({ name: 'c5.xlarge', usd: 0.17, per: 'hour', isAssumed: false }),
    ]);
  });

  test('a gateway is paid per million requests, a log per shard-hour and PUT unit', () => {
    const { cost } = simulate(
      accept({
        components: [
          { id: 'users', kind: 'traffic', arrivals: { process: 'deterministic', periodSeconds: 1 }, to: 'gateway' },
          { id: 'gateway', kind: 'gateway', product: 'api-gateway-rest' },
          {
            id: 'events',
            kind: 'eventStream',
            payloadBytes: 30_000,
            arrivals: { process: 'deterministic', periodSeconds: 1 },
            to: 'log',
          },
          { id: 'log', kind: 'partitionedLog', partitions: 3, to: 'consumers' },
          {
            id: 'consumers',
            kind: 'streamProcessor',
            serviceTime: { distribution: 'deterministic', meanSeconds: 0.1 },
          },
        ],
        run: { durationSeconds: 3600, replications: 1 },
      }),
    );
    expect(cost.breakdown['gateway']).toBeCloseTo((3600 * 3.5) / 1e6, 12);
    // 30 000 bytes are two units of 25 KiB.
    expect(cost.breakdown['log']).toBeCloseTo(3 * 0.015 + (2 * 3600 * 0.014) / 1e6, 12);
    expect(cost.breakdown['compute']).toBeCloseTo(0.192, 12);
  });

  test('a gateway is not paid for what it throttles', () => {
    const { cost, requests } = simulate(
      accept({
        components: [
          { id: 'users', kind: 'traffic', arrivals: { process: 'deterministic', periodSeconds: 0.01 }, to: 'gateway' },
          { id: 'gateway', kind: 'gateway', rateLimit: { ratePerSecond: 10, burst: 1 } },
        ],
        run: { durationSeconds: 100, replications: 1 },
      }),
    );
    expect(requests.throttled).toBe(9000);
    expect(cost.totalUsd).toBeCloseTo(1000 / 1e6, 12);
  });

  test('carbonGrams follows power, memory, the site and the grid', () => {
    const { carbonGrams, components } = simulate(shop);
    const machine = priceBook.instances['c5.xlarge']!;
    const hours = (2 * 3000 * 2) / 3600;
    const watts = machine.idleWatts + components['model']!.utilisation! * (machine.maximumWatts - machine.idleWatts);
    const kilowattHours = (watts * hours) / 1000 + 0.000392 * machine.memoryGb * hours;
    expect(carbonGrams).toBeCloseTo(kilowattHours * 1.135 * 323, 9);
  });

  test('every price has a date and a source', () => {
    for (const price of [
      ...Object.values(priceBook.instances),
      ...Object.values(priceBook.gateways),
      ...Object.values(priceBook.logs),
    ]) {
      expect(price.date).toMatch(/^20\d\d/);
      expect(price.source).not.toBe('');
    }
  });
});

describe('timeline', () => {
  const single = { ...shop, run: { ...shop.run, replications: 1 } };

  test('timeline adds up to the counts and averages of the run', () => {
    const result = simulate(single);
    const { timeline } = result;
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    expect(timeline.startSeconds).toBe(600);
    expect(timeline.bucketSeconds * timeline.arrivals.length).toBeCloseTo(3000, 9);
    expect(timeline.arrivals.length).toBeLessThanOrEqual(240);
    expect(sum(timeline.arrivals)).toBe(result.requests.offered);
    expect(sum(timeline.completed)).toBe(Math.round(result.throughputPerSecond * 3000));
    const { queueLength, utilisation } = timeline.components['model']!;
    expect(sum(queueLength) / queueLength.length).toBeCloseTo(result.components['model']!.queueLength!, 9);
    expect(sum(utilisation) / utilisation.length).toBeCloseTo(result.components['model']!.utilisation!, 9);
  });

  test('timeline belongs to the first replication whatever follows', () => {
    expect(simulate(shop).timeline).toEqual(simulate(single).timeline);
  });
});

describe('result', () => {
  test('objectives are held against the result; one without a value is not met', () => {
    const scenario = accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals: { process: 'trace', timesSeconds: [50] }, to: 'model' },
        { id: 'model', kind: 'modelServer', serviceTime: exponential },
      ],
      run: { durationSeconds: 10, replications: 1 },
      objectives: [
        { metric: 'requests.offered', atMost: 0 },
        { metric: 'components.model.utilisation', atLeast: 0.1 },
        { metric: 'sojournTimeSeconds.p95', atMost: 1 },
      ],
    });
    expect(simulate(scenario).objectives).toEqual([
      { metric: 'requests.offered', atMost: 0, value: 0, met: true },
      { metric: 'components.model.utilisation', atLeast: 0.1, value: 0, met: false },
      { metric: 'sojournTimeSeconds.p95', atMost: 1, value: null, met: false },
    ]);
  });

  test('an overloaded queue is told by what is still in the system', () => {
    const result = simulate(
      station({
        arrivals: { process: 'deterministic', periodSeconds: 0.05 },
        server: { serviceTime: { distribution: 'deterministic', meanSeconds: 0.1 } },
        run: { durationSeconds: 1000, replications: 1 },
      }),
    );
    // 20 per second come and 10 per second are served.
    expect(result.requests.offered).toBe(20_000);
    expect(Math.abs(result.requests.inSystem - 10_000)).toBeLessThanOrEqual(1);
    expect(result.throughputPerSecond).toBeCloseTo(10, 2);
  });

  test('throughput after the warm-up of an overloaded server is its capacity, though none of those requests came after it', () => {
    const result = simulate(
      station({
        arrivals: { process: 'deterministic', periodSeconds: 0.05 },
        server: { serviceTime: { distribution: 'deterministic', meanSeconds: 0.1 } },
        run: { durationSeconds: 1000, warmUpSeconds: 600, replications: 1 },
      }),
    );
    expect(result.throughputPerSecond).toBeCloseTo(10, 2);
    expect(result.requests.completed).toBe(0);
  });

  test('sojournQuantiles rise and agree with the percentiles', () => {
    const { sojournQuantiles, sojournTimeSeconds } = simulate(shop);
    const { probabilities, seconds } = sojournQuantiles;
    expect(probabilities.length).toBe(40);
    seconds.forEach((value, i) => {
      expect(value).toBeGreaterThanOrEqual(seconds[i - 1] ?? 0);
    });
    expect(seconds[probabilities.indexOf(0.95)]).toBe(sojournTimeSeconds.p95);
  });
});

describe('SimulationRun', () => {
  test('SimulationRun gives in slices what simulate gives at once, with a share that rises to 1', () => {
    const sliced = new SimulationRun(shop);
    const shares: number[] = [];
    while (!sliced.isDone) {
      sliced.advance(777);
      shares.push(sliced.share);
    }
    expect(sliced.result()).toEqual(simulate(shop));
    expect(shares.length).toBeGreaterThan(80);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    expect(EVENTS_PER_SLICE).toBeGreaterThanOrEqual(50_000);
  });

  test('SimulationRun has no result before its end', () => {
    const sliced = new SimulationRun(shop);
    sliced.advance(10);
    expect(() => sliced.result()).toThrow('The run has not reached its end.');
  });

  test('simulate reads the clock that it is given', () => {
    let now = 100;
    expect(simulate(shop, { nowSeconds: () => now++ }).engine.elapsedSeconds).toBeGreaterThan(0);
    expect(simulate(shop).engine.elapsedSeconds).toBe(0);
  });
});
