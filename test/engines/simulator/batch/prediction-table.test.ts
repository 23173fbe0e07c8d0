import { describe, expect, test } from 'vitest';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { missingShare } from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept } from '../accept.ts';

interface Table {
  readonly table?: object;
  readonly arrivals?: object;
  readonly run?: object;
  readonly more?: readonly object[];
}

/** P = 600 s, D = 60 s: one row of 60 s every ten minutes, looked up by requests. */
const shop = ({ table = {}, arrivals, run = {}, more = [] }: Table) =>
  accept({
    components: [
      { id: 'rows', kind: 'dataset', everySeconds: 600, rows: 1, to: 'job' },
      { id: 'job', kind: 'batchJob', chunkRows: 1, serviceTime: { distribution: 'deterministic', meanSeconds: 60 } },
      { id: 'users', kind: 'traffic', arrivals: arrivals ?? { process: 'poisson', ratePerSecond: 5 }, to: 'table' },
      { id: 'table', kind: 'predictionTable', ...table },
      ...more,
    ],
    // From one publication to another, so that every age from D to D + P is met for as long as any other.
    run: { seed: 7, warmUpSeconds: 660, durationSeconds: 660 + 60 * 600, replications: 1, ...run },
  });

describe('predictionTable', () => {
  test('look-ups on a trace by hand: nothing published, found, expired', () => {
    // The snapshots of 600 and 1200 s are published at 660 and 1260 s.
    const timesSeconds = [100, 659, 660, 1100, 1101, 1259, 1260];
    const result = simulate(
      shop({
        arrivals: { process: 'trace', timesSeconds },
        table: { lookupSeconds: 0.5, expiresAfterSeconds: 500 },
        run: { warmUpSeconds: 0, durationSeconds: 1300 },
      }),
    );
    const { lookups, sojournTimeSeconds } = result.components['table']!;
    expect(lookups).toMatchObject({
      total: 7,
      unpublishedFraction: 2 / 7,
      foundFraction: 3 / 7,
      expiredFraction: 2 / 7,
      missingFraction: 0,
    });
    // 660 and 1100 s see the snapshot of 600 s, 1260 s that of 1200 s.
    expect(lookups!.ageSeconds.mean).toBeCloseTo((60 + 500 + 60) / 3, 9);
    expect(sojournTimeSeconds!.mean).toBeCloseTo(0.5, 9);
    // With no fallback everybody is answered, the others with a default.
    expect(result.requests.completed).toBe(7 + 2);
  });

  test('the predictions found are D + P/2 old on average', () => {
    const { lookups } = simulate(shop({})).components['table']!;
    // Ages are uniform on [D, D + P]: three standard errors.
    const error = 600 / Math.sqrt(12) / Math.sqrt(lookups!.total);
    expect(lookups!.foundFraction).toBe(1);
    expect(Math.abs(lookups!.ageSeconds.mean! - (60 + 300))).toBeLessThan(3 * error);
    expect(lookups!.ageSeconds.max!).toBeLessThanOrEqual(660);
  });

  test('entities that came after the snapshot are missing, and go to the fallback', () => {
    const online = {
      id: 'online',
      kind: 'modelServer',
      replicas: 20,
      serviceTime: { distribution: 'exponential', meanSeconds: 0.1 },
    };
    const { components } = simulate(shop({ table: { meanEntityAgeSeconds: 1800, to: 'online' }, more: [online] }));
    const { lookups, arrivals } = components['table']!;
    const expected = missingShare(60, 600, 1800);
    const error = Math.sqrt((expected * (1 - expected)) / lookups!.total);
    expect(expected).toBeCloseTo(0.18, 2);
    expect(Math.abs(lookups!.missingFraction! - expected)).toBeLessThan(3 * error);
    expect(components['online']!.arrivals).toBe(Math.round(arrivals * lookups!.missingFraction!));
  });

  test('predictions that expire before the next publication are a share of the time', () => {
    const { lookups } = simulate(shop({ table: { expiresAfterSeconds: 400 } })).components['table']!;
    const expected = (660 - 400) / 600;
    const error = Math.sqrt((expected * (1 - expected)) / lookups!.total);
    expect(Math.abs(lookups!.expiredFraction! - expected)).toBeLessThan(3 * error);
  });

  test('whether entities have ages changes nothing for the requests of before', () => {
    const of = (table: object) => simulate(shop({ table })).requests.offered;
    expect(of({ meanEntityAgeSeconds: 1800 })).toBe(of({}));
  });
});
