import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import { simulate } from '../../../widgets/engines/simulator/simulate.ts';
import { accept, station } from './accept.ts';
import { traceRun } from './trace.ts';

const exponential = { distribution: 'exponential', meanSeconds: 0.1 };
const half = { distribution: 'deterministic', meanSeconds: 0.5 };
const closed = (clients: number, thinkTimeSeconds: number, more: object = {}) => ({
  process: 'closed',
  clients,
  thinkTimeSeconds,
  ...more,
});

/** M/M/1//N, the machine repair model: p(n) in proportion to N!/(N − n)! · (S/Z)^n (Kleinrock 1975, volume 1, 3.8). */
function machineRepair(clients: number, think: number, service: number): { throughput: number; sojourn: number } {
  let weight = 1;
  let sum = 1;
  for (let n = 1; n <= clients; n++) {
    weight *= (clients - n + 1) * (service / think);
    sum += weight;
  }
  const throughput = (1 - 1 / sum) / service;
  return { throughput, sojourn: clients / throughput - think };
}

describe('closed loop', () => {
  test('a closed loop of three clients with fixed times settles into the cycle worked out by hand, with N = X (R + Z) exactly', () => {
    const scenario = station({
      arrivals: closed(3, 1, { thinkTimeCv: 0 }),
      server: { serviceTime: half },
      run: { durationSeconds: 34.25, warmUpSeconds: 4.25, replications: 1 },
    });
    const { trace } = traceRun(scenario);
    // All three send at 1 s and queue up; the first answer at 1.5 s comes back at 2.5 s, and from then on nobody waits.
    expect(trace.visits.slice(0, 7).map((visit) => [visit.enqueuedAt, visit.startedAt, visit.leftAt])).toEqual([
      [1, 1, 1.5],
      [1, 1.5, 2],
      [1, 2, 2.5],
      [2.5, 2.5, 3],
      [3, 3, 3.5],
      [3.5, 3.5, 4],
      [4, 4, 4.5],
    ]);
    const result = simulate(scenario);
    expect(result.throughputPerSecond).toBe(2);
    expect(result.sojournTimeSeconds.mean).toBe(0.5);
    expect(result.throughputPerSecond * (result.sojournTimeSeconds.mean! + 1)).toBe(3);
  });

  test('a closed loop without think time keeps every client at the server: N = X R', () => {
    const result = simulate(
      station({
        arrivals: closed(4, 0),
        server: { serviceTime: half },
        run: { durationSeconds: 22.25, warmUpSeconds: 2.25, replications: 1 },
      }),
    );
    expect(result.throughputPerSecond).toBe(2);
    expect(result.components['model']!.numberInSystem).toBe(4);
    expect(result.sojournTimeSeconds.mean).toBe(2);
  });

  test('a closed loop keeps count of its clients: those who think and those who wait are always N', () => {
    const { trace, model } = traceRun(
      station({
        arrivals: closed(7, 0.4, { thinkTimeCv: 2 }),
        server: { serviceTime: exponential },
        run: { durationSeconds: 500, replications: 1 },
      }),
    );
    const sent = trace.createdAt;
    const answered = [...trace.answers.values()].map((answer) => answer.answeredAt).sort((a, b) => a - b);
    let waiting = 0;
    let next = 0;
    for (const at of sent) {
      while (next < answered.length && answered[next]! <= at) {
        waiting--;
        next++;
      }
      waiting++;
      expect(waiting).toBeLessThanOrEqual(7);
      expect(waiting).toBeGreaterThan(0);
    }
    // Time spent waiting and thinking adds up to N · T: the response-time law N = X (R + Z) with what the run itself saw.
    const end = model.durationSeconds;
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    const inSystem = sent.length - answered.length;
    const waitedSeconds = sum(answered) - sum(sent) + inSystem * end;
    const thoughtSeconds = sum(sent) - sum(answered) + (7 - inSystem) * end;
    const station1 = model.stations[1]!.statistics;
    expect(station1.systemArea).toBeCloseTo(waitedSeconds, 6);
    const throughput = answered.length / end;
    const response = waitedSeconds / answered.length;
    const think = thoughtSeconds / answered.length;
    expect(throughput * (response + think)).toBeCloseTo(7, 9);
  });

  test.each([
    [10, 1],
    [5, 0.1],
  ])(
    'a closed loop of %d clients with exponential think time %d s agrees with the machine repair model',
    (clients, think) => {
      const result = simulate(
        station({
          arrivals: closed(clients, think),
          server: { serviceTime: exponential },
          run: { seed: 2, durationSeconds: 2600, warmUpSeconds: 100, replications: 20 },
        }),
      );
      const theory = machineRepair(clients, think, 0.1);
      const { mean, ci95 } = result.sojournTimeSeconds;
      const halfWidth = (ci95![1] - ci95![0]) / 2;
      expect(halfWidth / theory.sojourn).toBeLessThan(0.01);
      expect(Math.abs(mean! - theory.sojourn)).toBeLessThan(2 * halfWidth);
      // X = N / (R + Z) has the relative error of R + Z, which is smaller than that of R alone.
      expect(Math.abs(result.throughputPerSecond / theory.throughput - 1)).toBeLessThan(
        (2 * halfWidth) / theory.sojourn,
      );
    },
  );

  test('a client that is turned away comes back after its think time, and without one after a millisecond', () => {
    const run = { durationSeconds: 9.9, replications: 1 };
    const busy = simulate(station({ arrivals: closed(2, 0), server: { serviceTime: half, queueCapacity: 0 }, run }));
    // One client is always served; the other tries a thousand times a second.
    expect(busy.requests.completed).toBe(19);
    expect(busy.requests.rejected).toBeGreaterThan(9800);
    expect(busy.requests.rejected).toBeLessThanOrEqual(9900);
    const patient = simulate(
      station({ arrivals: closed(2, 1, { thinkTimeCv: 0 }), server: { serviceTime: half, queueCapacity: 0 }, run }),
    );
    // At 1 s one is taken and one turned away; it returns at 2 s, half a second before or after the other.
    expect(patient.requests.rejected).toBe(1);
  });

  test.each([0, 1e-12, 1e-30])(
    'a closed loop with nothing to wait for and %d s to think about still lets time pass',
    (think) => {
      const alone = accept({
        components: [{ id: 'users', kind: 'traffic', arrivals: closed(3, think) }],
        run: { durationSeconds: 1, replications: 1 },
      });
      const { requests } = simulate(alone);
      expect(requests.offered).toBeGreaterThan(2900);
      expect(requests.offered).toBeLessThanOrEqual(3003);
    },
  );

  test('a client whose gateway gives up hears of it then, and asks again', () => {
    const result = simulate(
      accept({
        components: [
          { id: 'users', kind: 'traffic', arrivals: closed(2, 1, { thinkTimeCv: 0 }), to: 'gateway' },
          { id: 'gateway', kind: 'gateway', timeoutSeconds: 0.25, to: 'model' },
          { id: 'model', kind: 'modelServer', replicas: 2, serviceTime: half },
        ],
        run: { durationSeconds: 10, replications: 1 },
      }),
    );
    // Sent at 1, 2.25, 3.5, … by both clients: eight times each before 10 s, the last one at 9.75 s still unanswered.
    expect(result.requests.offered).toBe(16);
    expect(result.requests.timedOut).toBe(16);
  });

  test('a closed loop cannot overload a server, and only traffic can have one', () => {
    const saturated = simulate(
      station({
        arrivals: closed(50, 0.01),
        server: { serviceTime: exponential },
        run: { durationSeconds: 200, warmUpSeconds: 50, replications: 4 },
      }),
    );
    expect(saturated.components['model']!.utilisation).toBeGreaterThan(0.999);
    expect(saturated.components['model']!.numberInSystem).toBeLessThanOrEqual(50);
    const events = parseScenario({
      components: [{ id: 'events', kind: 'eventStream', arrivals: closed(5, 1) }],
      run: { durationSeconds: 1 },
    });
    expect(events.ok).toBe(false);
  });
});
