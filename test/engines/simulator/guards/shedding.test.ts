import { describe, expect, test } from 'vitest';
import { formatProblem } from '../../../../widgets/kit/problem.ts';
import { parseScenario } from '../../../../widgets/engines/simulator/parse-scenario.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { mmc } from '../../../../widgets/engines/simulator/theory/index.ts';
import { accept, station } from '../accept.ts';
import { traceRun } from '../trace.ts';

const trace = (timesSeconds: readonly number[]) => ({ process: 'trace', timesSeconds });
const constant = (meanSeconds: number) => ({ distribution: 'deterministic', meanSeconds });
const once = { durationSeconds: 100, replications: 1 };

/** Serial numbers in the order of their starts. */
const starts = (scenario: ReturnType<typeof accept>) => traceRun(scenario).trace.visits.map(({ serial }) => serial);

/** Traffic of classes behind a gateway. */
function behindGateway(gateway: object, server: object, timesSeconds: readonly number[], classes = [1]) {
  const users = classes.map((each, i) => ({
    ...{ id: `users${i}`, kind: 'traffic', arrivals: trace(timesSeconds), to: 'gateway' },
    priorities: [{ class: each, share: 1 }],
  }));
  return {
    components: [
      ...users,
      { id: 'gateway', kind: 'gateway', ...gateway, to: 'model' },
      { id: 'model', kind: 'modelServer', ...server },
    ],
    run: once,
  };
}

describe('the discipline "lifo"', () => {
  test('serves the newest of those that wait', () => {
    const server = { discipline: 'lifo', serviceTime: constant(1) };
    const scenario = station({ arrivals: trace([0, 0.1, 0.2, 0.3, 2.5]), server, run: once });
    const { visits } = traceRun(scenario).trace;
    expect(visits.map(({ serial, startedAt }) => [serial, startedAt])).toEqual([
      [0, 0],
      [3, 1],
      [2, 2],
      [4, 3],
      [1, 4],
    ]);
  });

  test('lets the oldest time out of the queue, and takes requests out of its middle', () => {
    const server = { discipline: 'lifo', serviceTime: constant(1), queueTimeoutSeconds: 2.5 };
    const scenario = station({ arrivals: trace([0, 0.1, 0.2, 0.3, 1.4, 2.4]), server, run: once });
    // Starts at 0, 1, 2, 3: the first, the fourth, the fifth, the sixth; the second and the third leave at 2.6 and 2.7 s.
    expect(starts(scenario)).toEqual([0, 3, 4, 5]);
    const { requests } = simulate(scenario);
    expect([requests.completed, requests.timedOut]).toEqual([4, 2]);
  });

  test('has the mean wait of M/M/1 in order: nobody can tell from the mean who goes first', () => {
    const run = { durationSeconds: 40_000, warmUpSeconds: 400, replications: 10 };
    const server = { discipline: 'lifo', serviceTime: { distribution: 'exponential', meanSeconds: 1 } };
    const arrivals = { process: 'poisson', ratePerSecond: 0.7 };
    const { mean, ci95 } = simulate(station({ arrivals, server, run })).components['model']!.waitingTimeSeconds!;
    const expected = mmc(0.7, 1, 1).meanWaitingSeconds;
    expect(Math.abs(mean! - expected)).toBeLessThan((ci95![1] - ci95![0]) / 2);
  });
});

describe('a queue timeout', () => {
  test('does not put classes in order where the discipline is "fifo"', () => {
    const order = (server: object) =>
      starts(accept(behindGateway({}, { serviceTime: constant(1), ...server }, [0, 0.5], [5, 1])));
    expect(order({ queueTimeoutSeconds: 50 })).toEqual(order({}));
    expect(order({ discipline: 'priority' })).not.toEqual(order({}));
  });
});

describe('shedding by CoDel', () => {
  test('drops and serves of 100 requests at once as worked out by hand from RFC 8289', () => {
    const server = { serviceTime: constant(0.05), shedding: { policy: 'codel' } };
    const scenario = station({ arrivals: trace(new Array(100).fill(0)), server, run: once });
    // Turns at 0, 50, 100, … ms. Waits are above 5 ms from 50 ms on: the first drop is due at 150 ms, then at 250, 320.7, 378.4, 428.4, 473.1, 514.0,
    // 551.8, 587.1 ms, and at 600 ms two are.
    expect(starts(scenario).slice(0, 13)).toEqual([0, 1, 2, 4, 5, 7, 8, 10, 12, 14, 16, 18, 21]);
    const { requests, components } = simulate(scenario);
    expect(requests.completed + requests.rejected).toBe(100);
    expect(components['model']).toMatchObject({ shedding: { dropped: requests.rejected, refused: 0 } });
    expect([components['model']!.completed, components['model']!.rejectedFraction]).toEqual([
      requests.completed,
      requests.rejected / 100,
    ]);
  });

  test('keeps servers busy and waits to a tenth of those of a full queue where twice as much arrives as can be served', () => {
    const run = { durationSeconds: 400, warmUpSeconds: 100, replications: 1 };
    const arrivals = { process: 'deterministic', periodSeconds: 0.005 };
    const shed = (shedding?: object) => {
      const server = { serviceTime: constant(0.01), queueCapacity: 10_000, ...(shedding ? { shedding } : {}) };
      return simulate(station({ arrivals, server, run })).components['model']!;
    };
    // A full queue of 10,000 in front of 100 per second is a wait of 100 s.
    expect(shed().waitingTimeSeconds!.mean).toBeCloseTo(100, 0);
    const policy = { policy: 'codel', targetSeconds: 0.05, intervalSeconds: 0.5 };
    const { waitingTimeSeconds, utilisation, rejectedFraction } = shed(policy);
    // Not to the target: CoDel counts on senders that slow down, and starts anew each time the queue is gone.
    expect(waitingTimeSeconds!.mean).toBeLessThan(10);
    expect(utilisation).toBeCloseTo(1, 6);
    expect(rejectedFraction).toBeCloseTo(0.5, 1);
  });

  test('counts what came before the warm-up nowhere, also when it is dropped after it', () => {
    const server = { serviceTime: constant(0.05), shedding: { policy: 'codel' } };
    const run = { ...once, warmUpSeconds: 0.2 };
    const { components } = simulate(station({ arrivals: trace(new Array(100).fill(0)), server, run }));
    const { arrivals, rejectedFraction, shedding } = components['model']!;
    expect([arrivals, rejectedFraction, shedding]).toEqual([0, null, { dropped: 0, refused: 0 }]);
  });

  test('judges every request of a batch, and fills the batch with those behind', () => {
    const batching = { mode: 'triton', maxBatchSize: 4 };
    const server = { serviceTime: constant(1), batching, shedding: { policy: 'deadline', marginSeconds: 1 } };
    // The first starts alone. At 1 s the five others of 0 s would be late (1.5 s), and those that came since (2.0 s and later) take their places.
    const times = [0, 0, 0, 0, 0, 0, 0.5, 0.6, 0.7, 0.8];
    const scenario = accept(behindGateway({ timeoutSeconds: 1.5 }, server, times));
    expect(starts(scenario)).toEqual([0, 6, 7, 8, 9]);
  });
});

describe('shedding by deadline', () => {
  test('gives up what would be too late instead of working for nobody', () => {
    const run = (server: object) =>
      simulate(
        accept(behindGateway({ timeoutSeconds: 1 }, { serviceTime: constant(0.4), ...server }, [0, 0, 0, 0, 0])),
      );
    const plain = run({});
    expect([plain.requests.completed, plain.requests.timedOut, plain.components['model']!.completed]).toEqual([
      2, 3, 5,
    ]);
    // The third would start at 0.8 s and end at 1.2 s.
    const shed = run({ shedding: { policy: 'deadline', marginSeconds: 0.4 } });
    expect([shed.requests.completed, shed.requests.rejected, shed.components['model']!.completed]).toEqual([2, 3, 2]);
  });
});

describe('shedding by class', () => {
  const shedding = {
    policy: 'priority',
    classes: [
      { class: 2, above: 0.8 },
      { class: 3, above: 0.5 },
    ],
  };
  const admitted = (each: number) => {
    const server = { serviceTime: constant(1), queueCapacity: 10, shedding };
    const { requests, components } = simulate(accept(behindGateway({}, server, new Array(20).fill(0), [each])));
    expect(requests.completed + requests.rejected).toBe(20);
    return [requests.completed, components['model']!.shedding];
  };

  test('refuses a class once so much of the queue is taken', () => {
    // One in service, then ten, eight or five waiting; what a full queue turns away is not shed.
    expect(admitted(1)).toEqual([11, { dropped: 0, refused: 0 }]);
    expect(admitted(2)).toEqual([9, { dropped: 0, refused: 11 }]);
    expect(admitted(3)).toEqual([6, { dropped: 0, refused: 14 }]);
  });

  test('leaves what remains to the higher classes', () => {
    const server = { serviceTime: constant(1), queueCapacity: 10, shedding };
    const { visits } = traceRun(accept(behindGateway({}, server, new Array(10).fill(0), [3, 1]))).trace;
    expect(visits).toHaveLength(11);
  });
});

describe('parseScenario', () => {
  const faults = (server: object) => {
    const parsed = parseScenario({
      components: [
        { id: 'users', kind: 'traffic', arrivals: trace([0]), to: 'model' },
        { id: 'model', kind: 'modelServer', serviceTime: constant(1), ...server },
      ],
      run: once,
    });
    return parsed.ok ? [] : parsed.problems.map(formatProblem);
  };
  const shedding = { policy: 'priority', classes: [{ class: 2, above: 0.5 }] };

  test('refuses shedding where there is nothing to shed from', () => {
    expect(faults({ shedding })).toMatchInlineSnapshot(`
      [
        "components[1].shedding: expected a number of waiting requests that counts as full, found an object. Set "queueCapacity" of the server or "fullAtRequests" here to at least 1.",
      ]
    `);
    expect(faults({ shedding: { policy: 'codel' }, discipline: 'processorSharing' })).toMatchInlineSnapshot(`
      [
        "components[1].shedding: expected no shedding with processor sharing, where nobody waits, found an object. Remove "shedding", or set "queueCapacity".",
      ]
    `);
    expect(faults({ shedding: { policy: 'codel' }, overflow: 'block', queueCapacity: 5 })).toMatchInlineSnapshot(`
      [
        "components[1].shedding: expected no shedding where a full queue blocks, found an object. Remove "shedding", or set "overflow" to "reject".",
      ]
    `);
    expect(faults({ shedding: { policy: 'codel', targetSeconds: -1 } })).toMatchInlineSnapshot(`
      [
        "components[1].shedding.targetSeconds: expected at least 0.000001, found -1. Use 0.000001 or more.",
      ]
    `);
    expect(faults({ shedding: { policy: 'code' } })).toMatchInlineSnapshot(`
      [
        "components[1].shedding.policy: expected one of codel, deadline, priority, found "code". Did you mean "codel"?",
      ]
    `);
  });
});
