import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../../../widgets/engines/simulator/parse-scenario.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept } from '../accept.ts';
import { traceRun } from '../trace.ts';

const constant = (tokens: number) => ({ distribution: 'constant', tokens });

function input(arrivals: unknown, server: object, run: object = {}) {
  return {
    components: [
      { id: 'users', kind: 'traffic', arrivals, to: 'llm' },
      {
        id: 'llm',
        kind: 'llmServer',
        promptTokens: constant(1000),
        outputTokens: constant(101),
        stepTime: {
          prefillSecondsPerToken: 0,
          decodeSecondsPerSequence: 0,
          contextSecondsPerToken: 0,
          baseSeconds: 0.01,
        },
        ...server,
      },
    ],
    run: { durationSeconds: 100, replications: 1, ...run },
  };
}
const llm = (...of: Parameters<typeof input>) => accept(input(...of));
const trace = (...timesSeconds: number[]) => ({ process: 'trace', timesSeconds });

describe('a cache that is too small', () => {
  const scenario = llm(
    { process: 'poisson', ratePerSecond: 20 },
    {
      promptTokens: { distribution: 'lognormal', meanTokens: 300, cv: 1 },
      outputTokens: { distribution: 'geometric', meanTokens: 100 },
      kvBlocks: 250,
    },
    { seed: 7, durationSeconds: 200, warmUpSeconds: 20, replications: 3 },
  );
  const result = simulate(scenario);

  test('puts sequences back, and still every request is counted once', () => {
    const { offered, completed, rejected, inSystem, throttled, timedOut, failed } = result.requests;
    expect(result.components['llm']!.preemptions).toBeGreaterThan(100);
    expect(completed + rejected + inSystem).toBe(offered);
    expect(throttled + timedOut + failed).toBe(0);
    expect(completed).toBeGreaterThan(1000);
    expect(result.components['llm']!.kvOccupancy!.max).toBeLessThanOrEqual(1);
    expect(result.components['llm']!.kvOccupancy!.mean).toBeGreaterThan(0.8);
  });

  test('keeps to the law of Little: the area under the number in service is the time in service, preempted or not', () => {
    const cold = { ...scenario, run: { ...scenario.run, warmUpSeconds: 0 } };
    const { trace: run, model } = traceRun(cold);
    const { statistics } = model.stations[1]!;
    const inService = run.visits.reduce(
      (sum, visit) => sum + ((Number.isNaN(visit.leftAt) ? model.now : visit.leftAt) - visit.startedAt),
      0,
    );
    expect(statistics.systemArea - statistics.queueArea).toBeCloseTo(inService, 6);
    expect(statistics.busyArea).toBeLessThanOrEqual(model.durationSeconds + 1e-9);
  });

  test('generates the tokens of every answer once, however often they were computed', () => {
    // 40 requests, then nothing: the run ends empty.
    const burst = trace(...Array.from({ length: 40 }, (_, i) => i * 0.001));
    const { preemptions, tokensPerSecond, promptTokensPerSecond } = simulate(llm(burst, { kvBlocks: 130 })).components[
      'llm'
    ]!;
    expect(preemptions).toBeGreaterThan(0);
    expect(tokensPerSecond! * 100).toBeCloseTo(40 * 101, 6);
    expect(promptTokensPerSecond! * 100).toBeGreaterThan(40 * 1000);
  });

  test('a request whose context never fits is refused at once, and others are not held up', () => {
    // 1100 tokens need 69 blocks.
    expect(simulate(llm(trace(0, 1), { kvBlocks: 69 })).requests).toMatchObject({ completed: 2, rejected: 0 });
    expect(simulate(llm(trace(0, 1), { kvBlocks: 68 })).requests).toMatchObject({ completed: 0, rejected: 2 });
  });
});

describe('queues', () => {
  const started = (server: object) =>
    traceRun(llm(trace(0, 0.001, 0.002, 0.003), { maxNumSeqs: 1, replicas: 2, ...server })).trace.visits.map(
      ({ serial, startedAt, leftAt }) => `${serial}: ${startedAt.toFixed(3)} to ${leftAt.toFixed(3)}`,
    );

  test('shared, the next request goes to whichever replica has room first', () => {
    // Answers of 101, 5, 5 and 5 tokens in steps of 10 ms.
    const outputTokens = { distribution: 'sequence', tokens: [101, 5, 5, 5] };
    expect(started({ outputTokens })).toEqual([
      '0: 0.000 to 1.010',
      '1: 0.001 to 0.051',
      '2: 0.051 to 0.101',
      '3: 0.101 to 0.151',
    ]);
  });

  test('per replica, each request stays with the replica that had the fewest when it came', () => {
    const outputTokens = { distribution: 'sequence', tokens: [101, 5, 5, 5] };
    expect(started({ outputTokens, queues: 'perReplica' })).toEqual([
      '0: 0.000 to 1.010',
      '1: 0.001 to 0.051',
      '3: 0.051 to 0.101',
      '2: 1.010 to 1.060',
    ]);
  });

  test('queueCapacity counts those that no step has served yet', () => {
    const server = { maxNumSeqs: 1, queueCapacity: 1 };
    expect(simulate(llm(trace(0, 0.001, 0.002, 0.003), server)).requests).toMatchObject({ completed: 2, rejected: 2 });
    expect(simulate(llm(trace(0, 0.001), { maxNumSeqs: 1, queueCapacity: 0 })).requests).toMatchObject({ rejected: 1 });
  });
});

describe('llmServer', () => {
  test('draws the tokens of a request at its creation, so that two policies serve the same requests', () => {
    const law = {
      promptTokens: { distribution: 'lognormal', meanTokens: 500, cv: 1 },
      outputTokens: { distribution: 'geometric', meanTokens: 50 },
    };
    // The counts of output tokens follow from the gaps when every step takes 10 ms and there is room for all.
    const lengths = (server: object) =>
      traceRun(llm({ process: 'poisson', ratePerSecond: 2 }, { ...law, ...server }))
        .trace.visits.filter((visit) => !Number.isNaN(visit.leftAt))
        .toSorted((a, b) => a.serial - b.serial)
        .map((visit) => Math.round((visit.leftAt - visit.startedAt) / 0.01));
    const one = lengths({ maxNumBatchedTokens: 1_000_000 });
    const three = lengths({ maxNumBatchedTokens: 1_000_000, replicas: 3 });
    expect(one.length).toBeGreaterThan(100);
    expect(one).toEqual(three.slice(0, one.length));
  });

  test('passes answered requests on, and its objectives are judged', () => {
    const scenario = accept({
      ...input(trace(0), { to: 'after' }),
      components: [
        ...input(trace(0), { to: 'after' }).components,
        { id: 'after', kind: 'modelServer', serviceTime: { distribution: 'deterministic', meanSeconds: 0.5 } },
      ],
      objectives: [
        { metric: 'components.llm.ttftSeconds.p95', atMost: 0.02 },
        { metric: 'components.llm.kvOccupancy.max', atMost: 0.001 },
      ],
    });
    const result = simulate(scenario);
    expect(result.sojournTimeSeconds.mean).toBeCloseTo(1.01 + 0.5, 9);
    expect(result.objectives.map((objective) => objective.met)).toEqual([true, false]);
    expect(result.cost.totalUsd).toBeGreaterThan(0);
  });

  test('refuses what it cannot be, with the path, what was expected, what was found, and the fix', () => {
    const parsed = parseScenario(
      input(trace(0), {
        promptTokens: { distribution: 'constant', tokens: 0 },
        maxNumSeqs: 0.5,
        prefill: true,
        variant: 'int8',
        kvBlock: 3,
      }),
    );
    expect(
      parsed.ok ? [] : parsed.problems.map((problem) => `${problem.path}: ${problem.expected}`),
    ).toMatchInlineSnapshot(`
      [
        "components[1].promptTokens.tokens: at least 1",
        "components[1].maxNumSeqs: a whole number",
        "components[1].prefill: one of chunked, whole",
        "components[1].variant: one of original, fp8, int4, pruned",
        "components[1].kvBlock: one of the keys id, label, place, kind, replicas, queues, queueCapacity, promptTokens, outputTokens, schedulingMode, maxNumSeqs, maxNumBatchedTokens, prefill, kvBlocks, blockTokens, stepTime, failureProbability, quality, variant, instance, purchase, reserved, to",
      ]
    `);
  });
});
