import { describe, expect, test } from 'vitest';
import { simulate } from '../../widgets/engines/simulator/simulate.ts';
import { halfWidth95 } from '../../widgets/engines/simulator/statistics/time-summary.ts';
import { accept } from '../engines/simulator/accept.ts';
import { traceRun } from '../engines/simulator/trace.ts';
import { exponentialNumbers, uniformNumbers } from './random.ts';
import { runCallers } from './retrying-callers.ts';

const MICROSECONDS = 1e6;

interface Calls {
  readonly servers: number;
  readonly waitingPlaces: number;
  /** Seconds. */
  readonly timeout: number;
  readonly retries: number;
  readonly pause: number;
}

function scenarioOf(
  { servers, waitingPlaces, timeout, retries, pause }: Calls,
  arrivals: object,
  serviceTime: object,
  run: object,
) {
  return accept({
    components: [
      { id: 'users', kind: 'traffic', arrivals, to: 'proxy' },
      {
        id: 'proxy',
        kind: 'proxy',
        perTryTimeoutSeconds: timeout,
        retries: { policy: 'fixed', maximumRetries: retries, waitSeconds: pause },
        to: 'model',
      },
      { id: 'model', kind: 'modelServer', replicas: servers, queueCapacity: waitingPlaces, serviceTime },
    ],
    run: { seed: 1, replications: 1, ...run },
  });
}

describe('retries and zombie work in both simulators', () => {
  test.each([
    { servers: 1, waitingPlaces: 5, timeout: 0.150_007, retries: 2, pause: 0.030_011 },
    { servers: 2, waitingPlaces: 3, timeout: 0.110_003, retries: 3, pause: 0.017_001 },
    { servers: 3, waitingPlaces: 40, timeout: 0.200_009, retries: 1, pause: 0.005_003 },
  ])('agree to the microsecond on every service and every answer: %o', (calls) => {
    const uniform = uniformNumbers(calls.servers);
    let at = 0;
    // Bursts and lulls around the capacity; odd microseconds, so that nothing happens at one instant but what must.
    const arrivals = Array.from({ length: 1500 }, (_, i) => {
      const mean = Math.floor(i / 100) % 2 === 0 ? 30_000 : 200_000;
      at += 1 + 2 * Math.floor((uniform() * mean) / calls.servers);
      return at;
    });
    const service = 70_013;
    const plain = runCallers({
      ...calls,
      arrivals,
      timeout: Math.round(calls.timeout * MICROSECONDS),
      pause: Math.round(calls.pause * MICROSECONDS),
      serviceTime: () => service,
    });
    const scenario = scenarioOf(
      calls,
      { process: 'trace', timesSeconds: arrivals.map((time) => time / MICROSECONDS) },
      { distribution: 'deterministic', meanSeconds: service / MICROSECONDS },
      { durationSeconds: at / MICROSECONDS + 100 },
    );
    const { trace } = traceRun(scenario);
    const micro = (seconds: number) => Math.round(seconds * MICROSECONDS);
    const services = trace.visits
      .filter(({ station }) => station === 'model')
      .map(({ startedAt, leftAt }): [number, number] => [micro(startedAt), micro(leftAt)]);
    const inOrder = (list: readonly [number, number][]) => [...list].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    expect(inOrder(services)).toEqual(inOrder(plain.services));
    const answered = plain.calls.filter(({ outcome }) => outcome === 'completed').map(({ endedAt }) => endedAt);
    expect([...trace.answers.values()].map(({ answeredAt }) => micro(answeredAt)).sort((a, b) => a - b)).toEqual(
      answered.sort((a, b) => a - b),
    );
    const { requests, components } = simulate(scenario);
    const count = (outcome: string) => plain.calls.filter((call) => call.outcome === outcome).length;
    expect(requests).toMatchObject({
      ...{ completed: count('completed'), timedOut: count('timedOut'), rejected: count('rejected') },
    });
    expect(components['proxy']!.attempts).toBe(plain.calls.reduce((sum, { attempts }) => sum + attempts, 0));
    // All three outcomes must happen, or the check shows little.
    expect(Math.min(requests.completed, requests.timedOut + requests.rejected)).toBeGreaterThan(50);
  });

  test('agree on the share that is answered and on the attempts when everything is random', () => {
    const calls = { servers: 2, waitingPlaces: 8, timeout: 3, retries: 2, pause: 0.5 };
    const rate = 1.4;
    const replications = 12;
    const length = 8000;
    const plain = Array.from({ length: replications }, (_, replication) => {
      const seed = 104_729 * (replication + 1);
      const gap = exponentialNumbers(seed, 1 / rate);
      let at = 0;
      const arrivals = Array.from({ length }, () => (at += gap()));
      const log = runCallers({ ...calls, arrivals, serviceTime: exponentialNumbers(seed + 1, 1) }).calls;
      return {
        answered: log.filter(({ outcome }) => outcome === 'completed').length / length,
        attempts: log.reduce((sum, { attempts }) => sum + attempts, 0) / length,
      };
    });
    const engine = Array.from({ length: replications }, (_, replication) => {
      const { requests, components } = simulate(
        scenarioOf(
          calls,
          { process: 'poisson', ratePerSecond: rate },
          { distribution: 'exponential', meanSeconds: 1 },
          { seed: replication, durationSeconds: length / rate },
        ),
      );
      const ended = requests.completed + requests.timedOut + requests.rejected;
      return { answered: requests.completed / ended, attempts: components['proxy']!.attemptsPerRequest! };
    });
    for (const key of ['answered', 'attempts'] as const) {
      const [a, b] = [engine, plain].map((runs) => {
        const values = runs.map((run) => run[key]);
        return { mean: values.reduce((sum, value) => sum + value, 0) / replications, half: halfWidth95(values)! };
      });
      // Two independent means: their difference has the joint half width, which must be narrow enough to show something.
      const joint = Math.hypot(a!.half, b!.half);
      expect(Math.abs(a!.mean - b!.mean), key).toBeLessThan(joint);
      expect(joint / b!.mean, key).toBeLessThan(0.05);
    }
  });
});
