import { describe, expect, test } from 'vitest';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { accept } from './accept.ts';

const constant = (meanSeconds: number) => ({ distribution: 'deterministic', meanSeconds });
const server = (id: string, meanSeconds: number) => ({
  ...{ id, kind: 'modelServer', replicas: 200, serviceTime: constant(meanSeconds) },
});
const users = (to: unknown) => ({
  id: 'users',
  kind: 'traffic',
  arrivals: { process: 'poisson', ratePerSecond: 20 },
  to,
});
const run = { seed: 1, durationSeconds: 200, replications: 1 };

describe('servers equally far from the source', () => {
  test('each serve by their own law, although every request draws at all of them', () => {
    const { components } = simulate(
      accept({
        components: [
          users([
            { id: 'quick', weight: 1 },
            { id: 'slow', weight: 1 },
          ]),
          server('quick', 0.1),
          { ...server('slow', 1), serviceTime: { distribution: 'exponential', meanSeconds: 1 } },
        ],
        run,
      }),
    );
    expect(components['quick']!.sojournTimeSeconds!.max).toBeCloseTo(0.1, 9);
  });

  test('serve what spills over by the law of the server where it goes', () => {
    const { components } = simulate(
      accept({
        components: [
          users('first'),
          { ...server('first', 0.5), replicas: 1, spillOver: { to: 'spare' }, to: 'next' },
          server('next', 0.2),
          server('spare', 0.03),
        ],
        run,
      }),
    );
    expect(components['next']!.sojournTimeSeconds!.max).toBeCloseTo(0.2, 9);
    expect(components['spare']!.sojournTimeSeconds!.max).toBeCloseTo(0.03, 9);
  });

  test('do so among many, where a request draws along its way alone', () => {
    const ids = Array.from({ length: 20 }, (_, i) => `server${i}`);
    const { components } = simulate(
      accept({
        components: [users(ids.map((id) => ({ id, weight: 1 }))), ...ids.map((id, i) => server(id, (i + 1) / 100))],
        run,
      }),
    );
    ids.forEach((id, i) => {
      expect(components[id]!.sojournTimeSeconds!.max).toBeCloseTo((i + 1) / 100, 8);
    });
  });

  test('behind a proxy with a fallback, among many, serve each attempt by their own law', () => {
    const ids = Array.from({ length: 20 }, (_, i) => `server${i}`);
    const { components } = simulate(
      accept({
        components: [
          users('proxy'),
          {
            ...{ id: 'proxy', kind: 'proxy', retries: { policy: 'fixed', maximumRetries: 1 } },
            fallback: { to: 'spare' },
            to: ids.map((id) => ({ id, weight: 1 })),
          },
          ...ids.map((id, i) => ({ ...server(id, (i + 1) / 100), failureProbability: 0.5 })),
          server('spare', 0.003),
        ],
        run,
      }),
    );
    ids.forEach((id, i) => {
      const { max, p50 } = components[id]!.sojournTimeSeconds!;
      expect([max, p50].map((seconds) => Number(seconds!.toFixed(9)))).toEqual([(i + 1) / 100, (i + 1) / 100]);
    });
    expect(components['spare']!.arrivals).toBeGreaterThan(100);
    expect(components['spare']!.sojournTimeSeconds!.max).toBeCloseTo(0.003, 9);
  });
});
