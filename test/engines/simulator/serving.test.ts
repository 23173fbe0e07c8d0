import { describe, expect, test } from 'vitest';
import type { Model } from '../../../widgets/engines/simulator/model.ts';
import type { SimulationResult } from '../../../widgets/engines/simulator/result.ts';
import { Recorder } from '../../../widgets/engines/simulator/signals.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import type { Station } from '../../../widgets/engines/simulator/station.ts';
import { accept, station } from './accept.ts';
import { traceRun } from './trace.ts';

const constant = (meanSeconds: number) => ({ distribution: 'deterministic', meanSeconds });
const at = (...timesSeconds: number[]) => ({ process: 'trace', timesSeconds });
const model = (result: SimulationResult) => result.components['model']!;

/** Start and end of every service, by request in order of arrival. */
function servicesOf(scenario: ReturnType<typeof station>): string[] {
  const visits = traceRun(scenario).trace.visits.filter((visit) => visit.station === 'model');
  return visits
    .sort((a, b) => a.serial - b.serial)
    .map((visit) => `${visit.serial}: ${visit.startedAt}→${visit.leftAt}`);
}

const once = { durationSeconds: 10, replications: 1 };

describe('queue timeouts', () => {
  const server = (queueTimeoutAction: string) =>
    station({
      arrivals: at(0, 0.5, 1),
      server: { serviceTime: constant(2), queueTimeoutSeconds: 1, queueTimeoutAction },
      run: once,
    });

  test('a request that has waited the longest wait is timed out; one that starts at that very moment is served', () => {
    const scenario = server('reject');
    expect(servicesOf(scenario)).toEqual(['0: 0→2', '2: 2→4']);
    const result = simulate(scenario);
    expect(result.requests).toMatchObject({ offered: 3, completed: 2, timedOut: 1, rejected: 0, inSystem: 0 });
    expect(model(result)).toMatchObject({ queueTimedOut: 1, rejectedFraction: 0 });
    // Waits: one second by the one that left, one by the one that was served.
    expect(model(result).queueLength).toBeCloseTo(0.2, 12);
  });

  test('with the action "delay" it waits on behind those that have not waited too long', () => {
    expect(servicesOf(server('delay'))).toEqual(['0: 0→2', '1: 4→6', '2: 2→4']);
  });

  test('the longest wait holds in every queue of its own', () => {
    const scenario = station({
      arrivals: at(0, 0, 0, 0, 0.5),
      server: { replicas: 2, queues: 'perReplica', serviceTime: constant(2), queueTimeoutSeconds: 1 },
      run: once,
    });
    expect(simulate(scenario).requests).toMatchObject({ completed: 2, timedOut: 3 });
  });
});

describe('clients that give up', () => {
  const scenario = (server: object, timesSeconds = [0, 1, 2, 3, 9.5]) =>
    accept({
      components: [
        { id: 'users', kind: 'traffic', arrivals: at(...timesSeconds), to: 'gateway' },
        { id: 'gateway', kind: 'gateway', timeoutSeconds: 2.5, to: 'model' },
        { id: 'model', kind: 'modelServer', serviceTime: constant(2), ...server },
      ],
      run: once,
    });

  test('leave at their deadline, and the server works on for nobody', () => {
    const result = simulate(scenario({}));
    expect(result.requests).toMatchObject({ offered: 5, completed: 1, timedOut: 3, inSystem: 1 });
    // 2→4 left at 3.5, 4→6 left at 4.5, 6→8 left at 5.5: half a second, one and a half, two.
    expect(model(result).zombieSeconds).toBe(4);
    expect(model(result).completed).toBe(4);
  });

  test('leave at their deadline, and cancel propagation frees the server and the queue at once', () => {
    const result = simulate(scenario({ cancelPropagation: true }));
    expect(result.requests).toMatchObject({ offered: 5, completed: 1, timedOut: 3, inSystem: 1 });
    expect(model(result)).toMatchObject({ zombieSeconds: 0, completed: 1 });
    // 0→2, 2→3.5, 3.5→4.5, 4.5→5.5, and the last from 9.5 to the end.
    expect(model(result).utilisation).toBeCloseTo(0.6, 12);
    const waiting = simulate(scenario({ cancelPropagation: true, serviceTime: constant(9) }, [0, 1, 2]));
    expect(waiting.requests).toMatchObject({ completed: 0, timedOut: 3 });
    // 0→2.5, 2.5→3.5, 3.5→4.5.
    expect(model(waiting).utilisation).toBeCloseTo(0.45, 12);
  });

  test('do not stop a batch: their share of it is zombie work', () => {
    const batching = { mode: 'triton', maxBatchSize: 2, maxDelaySeconds: 1 };
    const result = simulate(scenario({ cancelPropagation: true, batching }, [0, 1]));
    // Both start at 1 and end at 3; the first leaves at 2.5: half a second of a half of the server.
    expect(result.requests).toMatchObject({ completed: 1, timedOut: 1 });
    expect(model(result)).toMatchObject({ zombieSeconds: 0.25, completed: 1 });
  });

  test('who shares processors with others is zombie work from then on, or is taken out', () => {
    const sharing = { discipline: 'processorSharing' };
    // At 2.5 the first lacks 0.25 s of its 2 s; done at 3. The second, alone from then on, lacks 0.5 s at its deadline, 3.5.
    const result = simulate(scenario(sharing, [0, 1]));
    expect(result.requests).toMatchObject({ completed: 0, timedOut: 2 });
    expect(model(result)).toMatchObject({ zombieSeconds: 0.75, completed: 2 });
    const cancelled = simulate(scenario({ ...sharing, cancelPropagation: true }, [0, 1]));
    expect(cancelled.requests).toMatchObject({ completed: 0, timedOut: 2 });
    expect(model(cancelled)).toMatchObject({ zombieSeconds: 0, completed: 0, numberInSystem: 0.5 });
    expect(model(cancelled).utilisation).toBeCloseTo(0.35, 12);
  });

  test('each deadline holds when requests cross different links on their way', () => {
    const result = simulate(
      accept({
        components: [
          { id: 'far', kind: 'traffic', place: 'abroad', arrivals: at(0), to: 'gateway' },
          { id: 'near', kind: 'traffic', arrivals: at(0.5, 0.6), to: 'gateway' },
          { id: 'gateway', kind: 'gateway', timeoutSeconds: 1, to: 'model' },
          { id: 'model', kind: 'modelServer', replicas: 3, serviceTime: constant(5) },
        ],
        links: [{ from: 'abroad', to: 'cloud', roundTripSeconds: 1 }],
        run: { durationSeconds: 1.7, replications: 1 },
      }),
    );
    // At the gateway at 0.5, 0.5 and 0.6; patience to 2 (with the way back), 1.5 and 1.6.
    expect(result.requests).toMatchObject({ timedOut: 2, inSystem: 1 });
  });
});

describe('priorities', () => {
  test('the best class is served first, and service is not interrupted', () => {
    const source = (id: string, priorityClass: number, ...times: number[]) => ({
      id,
      kind: 'traffic',
      arrivals: at(...times),
      priorities: [{ class: priorityClass, share: 1 }],
      to: 'model',
    });
    const scenario = accept({
      components: [
        source('low', 3, 0, 0.1, 0.2),
        source('high', 1, 0.3, 0.4),
        source('middle', 2, 0.35),
        { id: 'model', kind: 'modelServer', discipline: 'priority', serviceTime: constant(1) },
      ],
      run: once,
    });
    const { visits } = traceRun(scenario).trace;
    expect(visits.map((visit) => visit.enqueuedAt)).toEqual([0, 0.3, 0.4, 0.35, 0.1, 0.2]);
  });

  test('two classes wait as long as Cobham says', () => {
    const arrivals = (ratePerSecond: number) => ({ process: 'poisson', ratePerSecond });
    const scenario = accept({
      components: [
        { id: 'high', kind: 'traffic', arrivals: arrivals(0.3), priorities: [{ class: 1, share: 1 }], to: 'model' },
        { id: 'low', kind: 'traffic', arrivals: arrivals(0.5), priorities: [{ class: 2, share: 1 }], to: 'model' },
        {
          id: 'model',
          kind: 'modelServer',
          discipline: 'priority',
          serviceTime: { distribution: 'exponential', meanSeconds: 1 },
        },
      ],
      run: { seed: 4, durationSeconds: 40_000, replications: 10 },
    });
    class Waits extends Recorder {
      readonly sums = [0, 0];
      readonly counts = [0, 0];
      override started({ requests, now }: Model, _station: Station, request: number): void {
        const source = requests.source[request]!;
        this.sums[source]! += now - requests.enqueuedAt[request]!;
        this.counts[source]!++;
      }
    }
    const means = Array.from({ length: 10 }, (_, replication) => {
      const waits = new Waits();
      traceRun(scenario, { replication, prepare: (under) => under.signals.add(waits) });
      return waits.sums.map((sum, i) => sum / waits.counts[i]!);
    });
    // Cobham 1954: residual work R = ρ / μ for exponential service; class 1 waits R / (1 − ρ1), class 2 R / ((1 − ρ1)(1 − ρ)).
    [0.8 / 0.7, 0.8 / (0.7 * 0.2)].forEach((theory, priorityClass) => {
      const values = means.map((pair) => pair[priorityClass]!);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const error = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 90);
      expect(error / theory).toBeLessThan(0.03);
      expect(Math.abs(mean - theory)).toBeLessThan(4 * error);
    });
  });
});

describe('processor sharing', () => {
  test('n requests on c servers each get the rate min(1, c / n)', () => {
    const server = (concurrency: number, ...times: number[]) =>
      station({
        arrivals: at(...times),
        server: { discipline: 'processorSharing', concurrency, serviceTime: constant(2) },
        run: once,
      });
    expect(servicesOf(server(1, 0, 1))).toEqual(['0: 0→3', '1: 1→4']);
    expect(servicesOf(server(2, 0, 0, 0))).toEqual(['0: 0→3', '1: 0→3', '2: 0→3']);
    expect(simulate(server(2, 0, 0, 0)).components['model']!.utilisation).toBeCloseTo(0.3, 12);
  });

  test('queueCapacity bounds those beyond the servers', () => {
    const scenario = station({
      arrivals: at(0, 0, 0, 0),
      server: { discipline: 'processorSharing', queueCapacity: 2, serviceTime: constant(1) },
      run: once,
    });
    expect(simulate(scenario).requests).toMatchObject({ completed: 3, rejected: 1 });
  });

  test.each([
    [constant(1)],
    [{ distribution: 'exponential', meanSeconds: 1 }],
    [{ distribution: 'lognormal', meanSeconds: 1, cv: 2 }],
  ])('the mean time is 1 / (1 − ρ) = 5 for the law %o', (serviceTime) => {
    const { mean, ci95 } = simulate(
      station({
        arrivals: { process: 'poisson', ratePerSecond: 0.8 },
        server: { discipline: 'processorSharing', serviceTime },
        run: { seed: 2, durationSeconds: 22_000, warmUpSeconds: 2000, replications: 20 },
      }),
    ).sojournTimeSeconds;
    const half = (ci95![1] - ci95![0]) / 2;
    expect(half).toBeLessThan(0.25);
    expect(Math.abs(mean! - 5)).toBeLessThan(2 * half);
  });
});
