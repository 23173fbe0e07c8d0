import { describe, expect, test } from 'vitest';
import { chargesOf } from '../../../../widgets/engines/simulator/cost/charge.ts';
import { priceBook } from '../../../../widgets/engines/simulator/cost/price-book.ts';
import { priceCharges } from '../../../../widgets/engines/simulator/cost/price-charges.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept } from '../accept.ts';

const HOURS_PER_MONTH = 730;
const constant = (meanSeconds: number) => ({ distribution: 'deterministic', meanSeconds });
const everySecond = { process: 'deterministic', periodSeconds: 1 };

/** An hour of one request a second of a second tenth, on two machines, with more keys of the model and of the scenario. */
function hour(model: object = {}, more: object = {}) {
  return simulate(
    accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals: everySecond, to: 'model' },
        { id: 'model', kind: 'modelServer', replicas: 2, serviceTime: constant(0.2), ...model },
      ],
      run: { durationSeconds: 3600, replications: 1 },
      ...more,
    }),
  );
}

/** The bill of one function by the rule of a whole month. */
function monthOf(requests: number, gbSeconds: number, months = 1): number {
  const nothing = { vcpuSeconds: 0, provisionedGbSeconds: 0, provisionedActiveGbSeconds: 0 };
  const usage = { type: 'function', product: 'lambda-x86', requests, gbSeconds, ...nothing } as const;
  return priceCharges(chargesOf(usage, priceBook), 'month', months).reduce((sum, { total }) => sum + total, 0);
}

describe('machines', () => {
  test('a machine costs its hours, and what stands idle is told: of two machines a tenth is busy', () => {
    const { cost, components } = hour();
    expect(cost.totalUsd).toBeCloseTo(2 * 0.192, 12);
    expect(components['model']!.idleShare).toBeCloseTo(0.9, 9);
    expect(cost.idleUsd).toBeCloseTo(0.9 * 2 * 0.192, 9);
  });

  test.each([
    ['spot', 0.65],
    ['reserved1Year', 0.35],
    ['reserved3Year', 0.55],
  ])('bought as %s a machine costs %f less, and the discount is said to be assumed', (purchase, discount) => {
    const { cost } = hour({ purchase });
    expect(cost.totalUsd).toBeCloseTo(2 * 0.192 * (1 - discount), 12);
    expect(cost.prices).toEqual([expect.objectContaining({ name: `m5.xlarge ${purchase}`, isAssumed: true })]);
  });

  test('a reservation is paid for when there are fewer machines, and machines beyond it cost the list price', () => {
    // From two replicas, 20 requests a second ask for ten within a minute; at 1800 s the load ends and they go down to one.
    const load = { process: 'step', ratePerSecond: 0.1, stepRatePerSecond: 20, startSeconds: 0, holdSeconds: 1800 };
    const scenario = (purchase: string) =>
      accept({
        components: [
          { id: 'users', kind: 'traffic', arrivals: load, to: 'model' },
          {
            id: 'model',
            kind: 'modelServer',
            replicas: 2,
            purchase,
            serviceTime: constant(0.2),
            autoscaling: {
              policy: 'hpa',
              minReplicas: 1,
              maxReplicas: 20,
              targetCPUUtilizationPercentage: 50,
              coldStart: { distribution: 'deterministic', meanSeconds: 10 },
            },
          },
        ],
        run: { durationSeconds: 3600, replications: 1 },
      });
    const result = simulate(scenario('reserved1Year'));
    const { changes } = result.components['model']!.replicas!;
    let below = 0;
    let beyond = 0;
    changes.forEach(([from, count], i) => {
      const seconds = (changes[i + 1]?.[0] ?? 3600) - from;
      beyond += Math.max(0, count - 2) * seconds;
      below += Math.max(0, 2 - count) * seconds;
    });
    expect(below).toBeGreaterThan(0);
    expect(beyond).toBeGreaterThan(0);
    const expected = (2 * 3600 * 0.65 + beyond) * (0.192 / 3600);
    // Replicas that are taken away finish their request: no more than its 0.2 s for each.
    expect(Math.abs(result.cost.totalUsd - expected)).toBeLessThan((20 * 0.2 * 0.192) / 3600);
  });
});

describe('reserved', () => {
  const usd = (more: object) => hour({ purchase: 'reserved1Year', ...more }).cost.totalUsd;

  test.each([{}, { queues: 'perReplica' }, { batching: { mode: 'triton', maxBatchSize: 4 } }])(
    'is how many machines are paid for at the discount all the time; others cost the list price, with %o',
    (more) => {
      expect(usd({ ...more, reserved: 0 })).toBeCloseTo(2 * 0.192, 12);
      expect(usd({ ...more, reserved: 1 })).toBeCloseTo((0.65 + 1) * 0.192, 12);
      expect(usd({ ...more, reserved: 2 })).toBeCloseTo(usd(more), 12);
      // What is wanted by nobody is paid for as well.
      expect(usd({ ...more, reserved: 5 })).toBeCloseTo(5 * 0.65 * 0.192, 12);
    },
  );

  test('changes nothing of machines that are bought on demand, and nothing but the bill', () => {
    expect(hour({ reserved: 1 }).cost.totalUsd).toBe(hour().cost.totalUsd);
    const times = (more: object) => hour(more).sojournTimeSeconds;
    expect(times({ purchase: 'reserved1Year', reserved: 1 })).toEqual(times({}));
  });

  test('counts consumers of a log and replicas of a language model as well', () => {
    const bill = (components: object[]) =>
      simulate(accept({ components, run: { durationSeconds: 3600, replications: 1 } })).cost.breakdown['compute'];
    const bought = { instance: 'm5.xlarge', purchase: 'reserved1Year', reserved: 1 };
    const stream = [
      { id: 'events', kind: 'eventStream', arrivals: everySecond, to: 'log' },
      { id: 'log', kind: 'partitionedLog', partitions: 3, to: 'readers' },
      { id: 'readers', kind: 'streamProcessor', consumers: 3, serviceTime: constant(0.01), ...bought },
    ];
    expect(bill(stream)).toBeCloseTo((0.65 + 2) * 0.192, 12);
    const tokens = { distribution: 'constant', tokens: 4 };
    const llm = [
      { id: 'users', kind: 'traffic', arrivals: everySecond, to: 'model' },
      { id: 'model', kind: 'llmServer', replicas: 2, promptTokens: tokens, outputTokens: tokens, ...bought },
    ];
    expect(bill(llm)).toBeCloseTo((0.65 + 1) * 0.192, 12);
  });
});

describe('tiers', () => {
  test('a month has a million requests and 400,000 gigabyte-seconds of Lambda for nothing', () => {
    expect(monthOf(1e6, 400_000)).toBe(0);
    expect(monthOf(3e6, 500_000)).toBeCloseTo(2 * 0.2 + 100_000 * 0.0000166667, 9);
  });

  test('what is for nothing in an hour is the 730th part of a month', () => {
    expect(monthOf(3e6 / HOURS_PER_MONTH, 500_000 / HOURS_PER_MONTH, 1 / HOURS_PER_MONTH)).toBeCloseTo(
      (2 * 0.2 + 100_000 * 0.0000166667) / HOURS_PER_MONTH,
      12,
    );
  });

  test('gigabyte-seconds beyond six and fifteen thousand million a month cost less', () => {
    const free = 0.4e6 * 0.0000166667;
    const cost = 6e9 * 0.0000166667 + 9e9 * 0.000015 + 5e9 * 0.0000133334;
    expect(monthOf(0, 20e9)).toBeCloseTo(cost - free, 3);
  });

  test('by the first tier nothing is for nothing, and egress has a hundred gigabytes a month only by the month', () => {
    const links = [{ from: 'city', to: 'cloud', roundTripSeconds: 0.01, usdPerGb: 0.09 }];
    const run = (tiers: string) =>
      simulate(
        accept({
          components: [
            { id: 'users', kind: 'traffic', place: 'city', payloadBytes: 1e6, arrivals: everySecond, to: 'model' },
            { id: 'model', kind: 'modelServer', serviceTime: constant(0.1) },
          ],
          links,
          billing: { tiers },
          run: { durationSeconds: 3600, replications: 1 },
        }),
      );
    const first = run('first');
    const gb = first.cost.breakdown['egress']! / 0.09;
    expect(gb).toBeGreaterThan(3);
    expect(run('month').cost.breakdown['egress']!).toBeCloseTo((gb - 100 / HOURS_PER_MONTH) * 0.09, 12);
  });
});

describe('what belongs to no component', () => {
  test('people, stores and addresses are paid for by the time that was simulated', () => {
    const { cost } = hour(
      {},
      {
        people: { hoursPerMonth: 20, usdPerHour: 80 },
        standing: {
          storage: [
            { product: 's3', gb: 500 },
            { product: 'gp3', gb: 100 },
          ],
          publicIpv4: 3,
        },
      },
    );
    expect(cost.breakdown).toEqual({
      compute: expect.closeTo(2 * 0.192, 12),
      storage: expect.closeTo((500 * 0.023 + 100 * 0.08) / HOURS_PER_MONTH, 12),
      addresses: expect.closeTo(3 * 0.005, 12),
      people: expect.closeTo((20 * 80) / HOURS_PER_MONTH, 12),
    });
    // Twenty hours of a person a month cost more than both machines.
    expect(cost.breakdown['people']!).toBeGreaterThan(5 * cost.breakdown['compute']!);
  });

  test('minutes down are the unanswered share of the time, told beside the bill', () => {
    const { cost, requests } = hour(
      { replicas: 1, serviceTime: constant(2), queueCapacity: 0 },
      { billing: { usdPerDownMinute: 50 } },
    );
    const unanswered = requests.rejected / (requests.offered - requests.inSystem);
    expect(cost.down!.minutes).toBeCloseTo(60 * unanswered, 9);
    expect(cost.down!.usd).toBeCloseTo(50 * 60 * unanswered, 9);
    expect(cost.totalUsd).toBeCloseTo(0.192, 12);
    expect(hour().cost.down).toBeUndefined();
  });

  test('usdPer1000WithinObjective divides by what kept the tightest objective on the sojourn time', () => {
    // Every other request waits for the one before it: 0.6 s and 1.1 s.
    const times = Array.from({ length: 100 }, (_, i) => 10 * Math.floor(i / 2) + (i % 2) * 0.1);
    const run = (atMost: number) =>
      simulate(
        accept({
          components: [
            { id: 'users', kind: 'traffic', arrivals: { process: 'trace', timesSeconds: times }, to: 'model' },
            { id: 'model', kind: 'modelServer', serviceTime: constant(0.6) },
          ],
          objectives: [
            { metric: 'sojournTimeSeconds.p95', atMost },
            { metric: 'sojournTimeSeconds.p50', atMost: 3 },
          ],
          run: { durationSeconds: 3600, replications: 1 },
        }),
      ).cost;
    expect(run(0.7).usdPer1000WithinObjective).toBeCloseTo((0.192 / 50) * 1000, 9);
    expect(run(2).usdPer1000WithinObjective).toBeCloseTo((0.192 / 100) * 1000, 9);
    expect(run(0.1).usdPer1000WithinObjective).toBeNull();
    expect(hour().cost.usdPer1000WithinObjective).toBeNull();
  });
});
