import { describe, expect, test } from 'vitest';
import { costOfUsage } from '../../../widgets/engines/simulator/cost/cost-of-usage.ts';
import { functionProducts, priceBook } from '../../../widgets/engines/simulator/cost/price-book.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { accept } from './accept.ts';

/** What the functions cost for requests at given times. */
function costFor(timesSeconds: number[], settings: object, run: object = {}) {
  const constant = (meanSeconds: number) => ({ distribution: 'deterministic', meanSeconds });
  const scenario = accept({
    components: [
      { id: 'users', kind: 'traffic', arrivals: { process: 'trace', timesSeconds }, to: 'model' },
      {
        id: 'model',
        kind: 'functions',
        serviceTime: constant(0.12),
        coldStart: constant(1),
        memoryMb: 2048,
        ...settings,
      },
    ],
    run: { durationSeconds: 100, replications: 1, ...run },
  });
  const { cost, components, carbonGrams } = simulate(scenario);
  return { cost, carbonGrams, gbSeconds: components['model']!.functions!.billedGbSeconds };
}

describe('cost of functions', () => {
  test('a warm request of 120 ms at 2 GB costs 4.2e-6 US dollars, and its INIT is charged too', () => {
    const cold = costFor([1], {});
    const both = costFor([1, 10], {});
    expect(both.gbSeconds - cold.gbSeconds).toBeCloseTo(0.24, 12);
    expect(both.cost.totalUsd - cold.cost.totalUsd).toBeCloseTo(4.2e-6, 10);
    expect(cold.gbSeconds).toBeCloseTo(2 * 1.12, 12);
    expect(cold.cost.totalUsd).toBeCloseTo(0.2e-6 + 2 * 1.12 * 0.0000166667, 15);
    expect(cold.cost.breakdown).toEqual({ functions: cold.cost.totalUsd });
    expect(cold.cost.prices.map((price) => `${price.name} ${price.usd} per ${price.per}`)).toEqual([
      'lambda-x86 requests 0.2 per million requests',
      'lambda-x86 duration 0.0000166667 per GB-second',
    ]);
    // One vCPU of 2048/1769 at half load, (0.68 + 4.11) / 2 W, and 2 GB for 1.12 s, in a building of AWS on its grid.
    const kilowattHours = (1.12 * (2048 / 1769) * 2.395) / 3.6e6 + (0.000392 * 2 * 1.12) / 3600;
    expect(cold.carbonGrams).toBeCloseTo(kilowattHours * 1.135 * 323, 12);
  });

  test('placement is not charged, and time is charged in whole milliseconds', () => {
    expect(costFor([1], { placementSeconds: 5 }).gbSeconds).toBeCloseTo(2 * 1.12, 12);
    const short = { serviceTime: { distribution: 'deterministic', meanSeconds: 0.0001 } };
    expect(costFor([1], short).gbSeconds).toBeCloseTo(2 * 1.001, 12);
  });

  test('an instance that serves several requests at once is charged once for the time', () => {
    expect(costFor([1, 1.05], { concurrencyPerInstance: 2 }).gbSeconds).toBeCloseTo(2 * 1.12, 12);
    expect(costFor([1, 10, 10.05], { concurrencyPerInstance: 2 }).gbSeconds).toBeCloseTo(2 * (1.12 + 0.17), 12);
  });

  test('provisioned instances are charged for all their time in steps of 5 minutes, and less for their work', () => {
    const { cost, gbSeconds } = costFor([1, 10], { provisionedConcurrency: 3 });
    expect(gbSeconds).toBeCloseTo(0.48, 12);
    expect(cost.totalUsd).toBeCloseTo(0.4e-6 + 3 * 2 * 300 * 0.0000041667 + 0.48 * 0.0000097222, 12);
    const longer = costFor([1, 10], { provisionedConcurrency: 3 }, { durationSeconds: 301 });
    expect(longer.cost.totalUsd - cost.totalUsd).toBeCloseTo(3 * 2 * 300 * 0.0000041667, 12);
  });

  test('only the time after the warm-up is charged, work under way at its end and at the end of the run included', () => {
    const run = { durationSeconds: 10.5, warmUpSeconds: 10 };
    // From 9.5 s INIT and from 10.5 s service: half a second of each second falls into the measured time.
    const { cost, gbSeconds } = costFor([9.5], {}, run);
    expect(gbSeconds).toBeCloseTo(2 * 0.5, 12);
    expect(cost.totalUsd).toBeCloseTo(0.0000166667, 12);
  });

  test('throttled requests are not charged', () => {
    const { cost } = costFor([1, 1.01, 1.02], { reservedConcurrency: 1 });
    expect(cost.totalUsd).toBeCloseTo(costFor([1], {}).cost.totalUsd, 15);
  });

  test('every product has a date and a source, and charges processors where it does so apart', () => {
    for (const product of functionProducts) {
      expect(priceBook.functions[product]!.date).toMatch(/^20\d\d/);
      expect(priceBook.functions[product]!.source).not.toBe('');
    }
    const usage = { type: 'function', product: 'cloud-run', requests: 2e6, gbSeconds: 1e6, vcpuSeconds: 1e5 } as const;
    const { usd } = costOfUsage({ ...usage, provisionedGbSeconds: 0, provisionedActiveGbSeconds: 0 }, priceBook);
    expect(usd).toBeCloseTo(0.8 + 2.5 + 2.4, 12);
  });
});
