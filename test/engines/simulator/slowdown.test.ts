import { describe, expect, test } from 'vitest';
import { createArrivals } from '../../../widgets/engines/simulator/arrivals/schema.ts';
import { RandomStream } from '../../../widgets/engines/simulator/random.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { accept, station } from './accept.ts';

const each = (seconds: number) => ({ process: 'deterministic', periodSeconds: seconds });
const fixed = (meanSeconds: number) => ({ distribution: 'deterministic', meanSeconds });

describe('slowdown', () => {
  test('makes what begins to be served in it take so many times as long, and nothing else', () => {
    // A request every 10 s, 1 s of work each: at 20 s and 30 s it takes 4 s, at 10 s and 40 s 1 s; the slow time ends at the instant 40 s.
    const result = simulate(
      station({
        arrivals: each(10),
        server: { serviceTime: fixed(1), slowdown: { atSeconds: 20, durationSeconds: 20, factor: 4 } },
        run: { durationSeconds: 59, replications: 1 },
      }),
    );
    const served = result.components.model!.completed;
    expect(result.sojournTimeSeconds.max).toBeCloseTo(4, 12);
    expect(result.sojournTimeSeconds.mean! * served).toBeCloseTo(served + 2 * 3, 9);
  });

  test('serves the same requests before it as without it, to the last bit', () => {
    const run = (slowdown?: object) =>
      simulate(
        station({
          arrivals: { process: 'poisson', ratePerSecond: 8 },
          server: { serviceTime: { distribution: 'exponential', meanSeconds: 0.1 }, ...(slowdown ? { slowdown } : {}) },
          run: { durationSeconds: 480, replications: 1 },
        }),
      ).timeline;
    const [plain, slow] = [run(), run({ atSeconds: 240, durationSeconds: 60, factor: 3 })];
    // 240 buckets of 2 s: the first 120 are before it.
    expect(slow.p95Seconds.slice(0, 120)).toEqual(plain.p95Seconds.slice(0, 120));
    expect(slow.p95Seconds).not.toEqual(plain.p95Seconds);
  });
});

describe('step arrivals out of nothing', () => {
  const times = (settings: object) => {
    const process = createArrivals({ process: 'step', ...settings } as never, new RandomStream(4, 0, 'crowd', 'fast'));
    const list: number[] = [];
    for (let at = process.next(); at < Infinity && list.length < 10_000; at = process.next()) list.push(at);
    return list;
  };
  const crowd = { ratePerSecond: 0, stepRatePerSecond: 10, startSeconds: 100, riseSeconds: 0, decaySeconds: 0 };

  test('come while the crowd is there, and not before or after', () => {
    const list = times({ ...crowd, holdSeconds: 50 });
    expect(Math.min(...list)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...list)).toBeLessThanOrEqual(150);
    // 500 are expected, with a standard deviation of √500 = 22.4.
    expect(Math.abs(list.length - 500)).toBeLessThan(4 * Math.sqrt(500));
  });

  test('end when a crowd goes away by and by: what is still to come is finite', () => {
    const list = times({ ...crowd, holdSeconds: 50, decaySeconds: 20 });
    // 10 · (50 + 20) = 700 are expected.
    expect(Math.abs(list.length - 700)).toBeLessThan(4 * Math.sqrt(700));
  });
});

describe('a proxy that is patient for a time', () => {
  const run = (proxy: object) =>
    simulate(
      accept({
        components: [
          { id: 'users', kind: 'traffic', arrivals: each(1), to: 'clients' },
          {
            id: 'clients',
            kind: 'proxy',
            retries: { policy: 'fixed', maximumRetries: 2, waitSeconds: 0.1 },
            ...proxy,
            to: 'model',
          },
          { id: 'model', kind: 'modelServer', serviceTime: fixed(0.2), failureProbability: 1 },
        ],
        run: { durationSeconds: 20.5, replications: 1 },
      }),
    ).components.model!.arrivals;

  test('tries every call once until then, and again afterwards', () => {
    // Requests at 1 s … 20 s (and one at 0 s if the process starts there); every attempt fails, so impatient clients try three times.
    const impatient = run({});
    const patient = run({ patientUntilSeconds: 1000 });
    // The last request has time for two of its attempts only.
    expect(impatient).toBe(3 * patient - 1);
    // The failure of a request at k s is heard at k + 0.2 s: those from 10 s on are tried again.
    expect(run({ patientUntilSeconds: 10 })).toBe(impatient - 2 * (patient - 11));
  });
});
