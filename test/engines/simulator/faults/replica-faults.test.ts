import { describe, expect, test } from 'vitest';
import type { SimulationResult } from '../../../../widgets/engines/simulator/result.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept } from '../accept.ts';
import { traceRun, type Visit } from '../trace.ts';

type Loose = Readonly<Record<string, unknown>>;

const every = (periodSeconds: number) => ({ process: 'deterministic', periodSeconds });
const takes = (meanSeconds: number) => ({ distribution: 'deterministic', meanSeconds });
const once = (atSeconds: number, durationSeconds: number) => ({ law: 'scheduled', atSeconds, durationSeconds });

/** Requests at 0, 1, 2, … s to one server; each served for `seconds`. */
function shop({ server, faults, balancer, durationSeconds = 10, seconds = 0.5, periodSeconds = 1 }: {
  readonly server?: Loose;
  readonly faults: readonly Loose[];
  readonly balancer?: Loose;
  readonly durationSeconds?: number;
  readonly seconds?: number;
  readonly periodSeconds?: number;
}) {
  return accept({
    components: [
      { id: 'users', kind: 'traffic', arrivals: every(periodSeconds), to: balancer ? 'balancer' : 'model' },
      ...(balancer ? [{ id: 'balancer', kind: 'loadBalancer', ...balancer, to: 'model' }] : []),
      { id: 'model', kind: 'modelServer', serviceTime: takes(seconds), ...server },
    ],
    faults: faults.map((fault) => ({ scope: 'instance', component: 'model', ...fault })),
    run: { durationSeconds, replications: 1 },
  });
} // biome-ignore format: a table

const starts = (visits: readonly Visit[]) => visits.map(({ createdAt, startedAt }) => [createdAt, startedAt]);
const outcomes = ({ requests }: SimulationResult) => ({
  completed: requests.completed,
  failed: requests.failed,
  inSystem: requests.inSystem,
});

describe('a replica that goes down', () => {
  test('fails what it serves at that moment and takes nothing from a shared queue until it is back', () => {
    const scenario = shop({ faults: [{ outages: once(2.2, 2) }] });
    const { trace } = traceRun(scenario);
    // The request of 2 s is broken off at 2.2 s; those of 3 s and 4 s wait until 4.2 s and are served one after the other.
    expect(starts(trace.visits).slice(0, 7)).toEqual([[0, 0], [1, 1], [2, 2], [3, 4.2], [4, 4.7], [5, 5.2], [6, 6]]); // biome-ignore format: one line
    expect([...trace.answers.values()].slice(0, 5).map(({ answeredAt }) => answeredAt)).toEqual([
      0.5, 1.5, 4.7, 5.2, 5.7,
    ]);
    const result = simulate(scenario);
    expect(outcomes(result)).toEqual({ completed: 9, failed: 1, inSystem: 0 });
    expect(result.components['model']!.failed).toBe(1);
    expect(result.components['model']!.rejectedFraction).toBe(0);
  });

  test('lets a service end that ends at the very moment of the fault', () => {
    const result = simulate(shop({ faults: [{ outages: once(2.5, 0.1) }] }));
    expect(outcomes(result)).toEqual({ completed: 10, failed: 0, inSystem: 0 });
  });

  test('is up for exactly the rest of the time', () => {
    const { availability } = simulate(
      shop({ faults: [{ outages: { law: 'deterministic', upSeconds: 3, downSeconds: 1 } }] }),
    );
    // Down in 3–4 and 7–8 s of 10.
    expect(availability.components!['model']).toMatchObject({
      units: 1,
      up: 0.8,
      upAtLeast: { 1: 0.8 },
      outages: 2,
      meanOutageSeconds: 1,
      expected: { up: 0.75, upAtLeast: { 1: 0.75 } },
    });
  });

  test('with a queue of its own loses what waits there, and until that is noticed what is sent to it', () => {
    const scenario = shop({
      server: { replicas: 2, queues: 'perReplica' },
      faults: [{ replica: 0, outages: once(4.25, 3), detectionSeconds: 1.5 }],
      periodSeconds: 0.5,
      seconds: 1.5,
    });
    const { trace } = traceRun(scenario);
    // Turns: replica 0 gets the requests of 0, 1, 2, 3, 4 and 5 s. At 4.25 s it serves that of 2 s, and those of 3 and 4 s wait: all three fail. So does
    // that of 5 s, which is sent to it before it is noticed at 5.75 s; from then on replica 1 gets all.
    const result = simulate(scenario);
    expect(result.requests.failed).toBe(4);
    const isBetween = (visit: Visit) => visit.startedAt > 4.25 && visit.startedAt < 7.25;
    // Replica 1 alone works meanwhile: a service every 1.5 s.
    expect(trace.visits.filter(isBetween).map(({ startedAt }) => startedAt)).toEqual([5, 6.5]);
  });

  test('gets nothing from a balancer once it is noticed, and its share again when it is back', () => {
    const scenario = shop({
      server: { replicas: 2, queues: 'perReplica' },
      balancer: { policy: 'leastRequest', choices: 2 },
      faults: [{ replica: 1, outages: once(10, 50), detectionSeconds: 0 }],
      durationSeconds: 100,
      seconds: 0.9,
    });
    const result = simulate(scenario);
    expect(outcomes(result)).toEqual({ completed: 100, failed: 0, inSystem: 0 });
  });

  test('fails the whole batch that it serves', () => {
    const result = simulate(
      shop({
        server: { batching: { mode: 'triton', maxBatchSize: 4, maxDelaySeconds: 10 } },
        faults: [{ outages: once(3.1, 1) }],
        seconds: 0.2,
      }),
    );
    expect(result.requests.failed).toBe(4);
  });

  test('fails all that share it', () => {
    const result = simulate(
      shop({ server: { discipline: 'processorSharing' }, faults: [{ outages: once(3.5, 2) }], seconds: 2 }),
    );
    // At 3.5 s the requests of 0 to 3 s are there (the first has 1/24 s of its service to go), and those of 4 and 5 s find nobody.
    expect(result.requests.failed).toBe(6);
  });

  test('is not removed from what is paid for', () => {
    const server = { replicas: 2, queues: 'perReplica' };
    const broken = simulate(shop({ server, faults: [{ outages: once(2, 5) }] }));
    const whole = simulate(shop({ server, faults: [{ outages: once(100, 5) }] }));
    expect(broken.components['model']!.costUsd).toBe(whole.components['model']!.costUsd);
  });
});

describe('a node that goes down', () => {
  test('takes the replicas with it that stand on it', () => {
    const { availability } = simulate(
      shop({
        server: { replicas: 4 },
        faults: [
          { scope: 'node', replicasPerNode: 2, outages: { law: 'deterministic', upSeconds: 2, downSeconds: 2 } },
        ],
      }),
    );
    // Both nodes go down together, because their course is the same: 2–4 and 6–8 s.
    expect(availability.components!['model']).toMatchObject({ up: 0.6, outages: 8, upAtLeast: { 1: 0.6, 4: 0.6 } });
  });
});
