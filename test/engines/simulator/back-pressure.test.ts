import { describe, expect, test } from 'vitest';
import type { SimulationResult } from '../../../widgets/engines/simulator/result.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { accept, station } from './accept.ts';
import { traceRun } from './trace.ts';

const constant = (meanSeconds: number) => ({ distribution: 'deterministic', meanSeconds });
const at = (...timesSeconds: number[]) => ({ process: 'trace', timesSeconds });
const model = (result: SimulationResult) => result.components['model']!;
const once = { durationSeconds: 10, replications: 1 };

describe('a mechanism that is there and never acts', () => {
  const run = { seed: 9, durationSeconds: 400, warmUpSeconds: 50, replications: 2 };
  const arrivals = { process: 'poisson', ratePerSecond: 18 };
  const serviceTime = { distribution: 'lognormal', meanSeconds: 0.1, cv: 1 };
  const result = (server: object) => {
    const { engine, ...rest } = simulate(station({ arrivals, server: { replicas: 2, serviceTime, ...server }, run }));
    return { ...rest, engine: { events: engine.events > 0 } };
  };

  test.each([
    ['a queue timeout that is never reached', { queueTimeoutSeconds: 1e6 }],
    ['priorities with one class', { discipline: 'priority' }],
    ['cancel propagation without deadlines', { cancelPropagation: true }],
    ['batches of one', { batching: { mode: 'triton', maxBatchSize: 1 } }],
  ])('changes nothing: %s', (_name, server) => {
    const plain = result({});
    const other = result(server);
    const { batchSize: _one, ...without } = plain.components['model']!;
    const { batchSize: _two, ...withIt } = other.components['model']!;
    expect(withIt).toEqual(without);
    expect({ ...other, components: {} }).toEqual({ ...plain, components: {} });
  });

  test('changes the result by rounding only: contention of instances that never meet', () => {
    const plain = model(result({}) as unknown as SimulationResult);
    const other = model(result({ contention: 1 }) as unknown as SimulationResult);
    expect(other.sojournTimeSeconds).toEqual(plain.sojournTimeSeconds);
    expect(other.utilisation).toBeCloseTo(plain.utilisation!, 12);
    expect(other.replicas).toEqual(plain.replicas);
    expect(other.costUsd).toBeCloseTo(plain.costUsd, 12);
  });
});

describe('overflow "block"', () => {
  const tandem = (first: object, second: object, arrivals: object, run: object) =>
    accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals, to: 'first' },
        { id: 'first', kind: 'modelServer', ...first, to: 'second' },
        { id: 'second', kind: 'modelServer', overflow: 'block', queueCapacity: 0, ...second },
      ],
      run,
    });

  test('holds the server that sent the request until there is room, and nobody else', () => {
    const scenario = tandem({ serviceTime: constant(1) }, { serviceTime: constant(3) }, at(0, 0, 0), once);
    const { visits } = traceRun(scenario).trace;
    // The first server is done with the second request at 2 and held until 4, and with the third at 5 and held until 7.
    expect(visits.map((visit) => `${visit.station} ${visit.startedAt}→${visit.leftAt}`)).toEqual([
      'first 0→1',
      'second 1→4',
      'first 1→2',
      'second 4→7',
      'first 4→5',
      'second 7→10',
    ]);
    const { components } = simulate(scenario);
    expect([components['first']!.utilisation, components['second']!.utilisation]).toEqual([
      expect.closeTo(0.7, 12),
      expect.closeTo(0.9, 12),
    ]);
  });

  test('a batch holds its server until all of it are in', () => {
    const batching = { mode: 'triton', maxBatchSize: 2, maxDelaySeconds: 1 };
    const scenario = tandem({ serviceTime: constant(1), batching }, { serviceTime: constant(2) }, at(0, 0, 0, 0), once);
    const starts = traceRun(scenario)
      .trace.visits.filter((visit) => visit.station === 'first')
      .map((visit) => visit.startedAt);
    // The first batch ends at 1; one of it is in at once, the other at 3.
    expect(starts).toEqual([0, 0, 3, 3]);
  });

  test('a saturated server before one of the same speed without a queue between gives two thirds of its rate', () => {
    // Two exponential stages that block: μ · 2/3 (Hillier and Boling 1967).
    const exponential = { distribution: 'exponential', meanSeconds: 1 };
    const { throughputPerSecond, requests } = simulate(
      tandem(
        { serviceTime: exponential, queueCapacity: 50 },
        { serviceTime: exponential },
        { process: 'poisson', ratePerSecond: 3 },
        { seed: 3, durationSeconds: 30_000, warmUpSeconds: 1000, replications: 4 },
      ),
    );
    // The output is more regular than Poisson, so its count has a standard error below √n.
    expect(Math.abs(throughputPerSecond / (2 / 3) - 1)).toBeLessThan(4 / Math.sqrt(requests.completed));
  });
});
