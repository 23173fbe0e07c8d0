import { describe, expect, test } from 'vitest';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { accept, station } from './accept.ts';
import { traceRun } from './trace.ts';

const RUN = { seed: 5, durationSeconds: 2000, replications: 1 };

/** Request by request: arrival and service as simulated, wait by recursion. */
function visitsOf(servers: number, serviceTime: object) {
  const scenario = station({
    arrivals: { process: 'poisson', ratePerSecond: 8 * servers },
    server: { replicas: servers, serviceTime },
    run: RUN,
  });
  const all = traceRun(scenario).trace.visits;
  // From the first that is still in service at the end on, a server is taken whose end is not known.
  const firstUnfinished = all.findIndex((visit) => Number.isNaN(visit.leftAt));
  const visits = firstUnfinished < 0 ? all : all.slice(0, firstUnfinished);
  expect(visits.length).toBeGreaterThan(10_000);
  return visits;
}

describe('waiting times request by request', () => {
  test('one server gives Lindley’s recursion W(n+1) = max(0, W(n) + S(n) − A(n+1))', () => {
    const visits = visitsOf(1, { distribution: 'exponential', meanSeconds: 0.1 });
    let wait = 0;
    visits.forEach((visit, i) => {
      const previous = visits[i - 1];
      if (previous)
        wait = Math.max(0, wait + (previous.leftAt - previous.startedAt) - (visit.enqueuedAt - previous.enqueuedAt));
      expect(Math.abs(visit.startedAt - visit.enqueuedAt - wait)).toBeLessThan(1e-9);
    });
  });

  test('four servers give the recursion of Kiefer and Wolfowitz', () => {
    const visits = visitsOf(4, { distribution: 'lognormal', meanSeconds: 0.1, cv: 1.5 });
    // When each server would be free if nothing more came; the next request takes the earliest.
    const freeAt = [0, 0, 0, 0];
    for (const visit of visits) {
      freeAt.sort((a, b) => a - b);
      const start = Math.max(visit.enqueuedAt, freeAt[0]!);
      expect(Math.abs(visit.startedAt - start)).toBeLessThan(1e-9);
      freeAt[0] = start + (visit.leftAt - visit.startedAt);
    }
  });
});

describe('deterministic traces', () => {
  test('Triton batching gives 5→17, 17→30, 45→56 ms for arrivals at 0, 3, 9, 10, 11, 40 ms', () => {
    const scenario = station({
      arrivals: { process: 'trace', timesSeconds: [0, 0.003, 0.009, 0.01, 0.011, 0.04] },
      server: {
        serviceTime: { distribution: 'affine', baseSeconds: 0.01, perItemSeconds: 0.001 },
        batching: { mode: 'triton', maxBatchSize: 4, maxDelaySeconds: 0.005 },
      },
      run: { durationSeconds: 1, replications: 1 },
    });
    const { visits } = traceRun(scenario).trace;
    const batches = [
      ...new Set(visits.map((visit) => `${(visit.startedAt * 1000).toFixed(6)}→${(visit.leftAt * 1000).toFixed(6)}`)),
    ];
    expect(batches).toEqual(['5.000000→17.000000', '17.000000→30.000000', '45.000000→56.000000']);
    expect(simulate(scenario).sojournTimeSeconds.mean).toBeCloseTo(0.0178333333, 9);
  });

  test('Triton batching starts a full batch at once and takes the timer of the emptied queue back', () => {
    const scenario = station({
      arrivals: { process: 'trace', timesSeconds: [0, 0.001, 0.1] },
      server: {
        serviceTime: { distribution: 'deterministic', meanSeconds: 0.01 },
        batching: { mode: 'triton', maxBatchSize: 2, maxDelaySeconds: 0.05 },
      },
      run: { durationSeconds: 1, replications: 1 },
    });
    const starts = traceRun(scenario).trace.visits.map((visit) => visit.startedAt);
    expect(starts).toEqual([0.001, 0.001, expect.closeTo(0.15, 12)]);
  });

  test('a token bucket of 100 per second and 50 admits 1049 of 2500 regular requests in 10 s', () => {
    const result = simulate(
      accept({
        components: [
          { id: 'users', kind: 'traffic', arrivals: { process: 'deterministic', periodSeconds: 0.004 }, to: 'gateway' },
          { id: 'gateway', kind: 'gateway', rateLimit: { ratePerSecond: 100, burst: 50 } },
        ],
        run: { durationSeconds: 10, replications: 1 },
      }),
    );
    expect(result.requests).toMatchObject({ offered: 2500, completed: 1049, throttled: 1451, inSystem: 0 });
    expect(result.components['gateway']!.rejectedFraction).toBe(1451 / 2500);
  });

  test('a gateway gives up on late answers, and the server still does the work', () => {
    const result = simulate(
      accept({
        components: [
          {
            id: 'users',
            kind: 'traffic',
            arrivals: { process: 'trace', timesSeconds: [0, 1, 2, 3, 9.5] },
            to: 'gateway',
          },
          { id: 'gateway', kind: 'gateway', timeoutSeconds: 2.5, to: 'model' },
          { id: 'model', kind: 'modelServer', serviceTime: { distribution: 'deterministic', meanSeconds: 2 } },
        ],
        run: { durationSeconds: 10, replications: 1 },
      }),
    );
    // Answers after 2, 3, 4 and 5 s, each 2 s apart; the last request is still in service, and not late, when the run ends.
    expect(result.requests).toEqual({
      offered: 5,
      completed: 1,
      rejected: 0,
      throttled: 0,
      timedOut: 3,
      failed: 0,
      inSystem: 1,
    });
    expect(result.components['model']!.completed).toBe(4);
    expect(result.sojournTimeSeconds.max).toBe(2);
  });
});

describe('links between places', () => {
  const ends = (roundTripSeconds: number, kind: string) =>
    accept({
      components: [
        { id: 'users', kind, place: 'campus', arrivals: { process: 'poisson', ratePerSecond: 7 }, to: 'gateway' },
        { id: 'gateway', kind: 'gateway', place: 'cloud', to: 'model' },
        {
          id: 'model',
          kind: 'modelServer',
          place: 'region',
          serviceTime: { distribution: 'exponential', meanSeconds: 0.1 },
        },
      ],
      links: [
        { from: 'cloud', to: 'campus', roundTripSeconds, usdPerGb: 0.09 },
        { from: 'cloud', to: 'region', roundTripSeconds: 0.02 },
      ],
      run: { seed: 2, durationSeconds: 500, replications: 1 },
    });

  test('a link adds exactly its round trip to every answered request and nothing to the wait', () => {
    const near = traceRun(ends(0, 'traffic')).trace;
    const far = traceRun(ends(0.08, 'traffic')).trace;
    let compared = 0;
    for (const [serial, { createdAt, answeredAt }] of far.answers) {
      const other = near.answers.get(serial)!;
      expect(createdAt).toBe(other.createdAt);
      expect(Math.abs(answeredAt - createdAt - (other.answeredAt - other.createdAt) - 0.08)).toBeLessThan(1e-9);
      compared++;
    }
    expect(compared).toBeGreaterThan(3000);
  });

  test('events cross a link one way', () => {
    const oneWay = simulate(ends(0.08, 'eventStream')).sojournTimeSeconds.mean!;
    const bothWays = simulate(ends(0.08, 'traffic')).sojournTimeSeconds.mean!;
    // Half of 80 ms and half of 20 ms; a request at the very end may be answered in one run and not in the other.
    expect(bothWays - oneWay).toBeCloseTo(0.05, 3);
  });

  test('bytes that cross a link are paid for', () => {
    const result = simulate(ends(0.08, 'traffic'));
    expect(result.cost.breakdown['egress']).toBeCloseTo((result.requests.offered * 1000 * 0.09) / 1e9, 12);
  });
});
