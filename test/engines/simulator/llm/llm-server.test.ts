import { describe, expect, test } from 'vitest';
import { llmServer } from '../../../../widgets/engines/simulator/components/llm-server.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept } from '../accept.ts';
import { traceRun } from '../trace.ts';

/** Constants on the grid of nanoseconds, so that sums on paper are sums in the run. */
const TIME = {
  baseSeconds: 0.037,
  prefillSecondsPerToken: 0.000132,
  decodeSecondsPerSequence: 0.0002,
  contextSecondsPerToken: 0,
};
const constant = (tokens: number) => ({ distribution: 'constant', tokens });
const sequence = (...tokens: number[]) => ({ distribution: 'sequence', tokens });

interface Case {
  readonly arrivals: unknown;
  readonly server: Readonly<Record<string, unknown>>;
  readonly run?: Readonly<Record<string, unknown>>;
}

function llm({ arrivals, server, run }: Case) {
  return accept({
    components: [
      { id: 'users', kind: 'traffic', arrivals, to: 'llm' },
      {
        id: 'llm',
        kind: 'llmServer',
        promptTokens: constant(100),
        outputTokens: constant(10),
        stepTime: TIME,
        ...server,
      },
    ],
    run: { durationSeconds: 1000, replications: 1, ...run },
  });
}

const trace = (...timesSeconds: number[]) => ({ process: 'trace', timesSeconds });
/** Saturation from the start: `count` requests within a microsecond. */
const crowd = (count: number) => trace(...Array.from({ length: count }, (_, i) => i * 1e-9));

describe('one request alone', () => {
  test('takes a prefill and (output − 1) decodes, exactly', () => {
    const result = simulate(
      llm({ arrivals: trace(1), server: { promptTokens: constant(600), outputTokens: constant(50) } }),
    );
    const prefill = 0.037 + 600 * 0.000132;
    const decode = 0.037 + 0.0002;
    const { ttftSeconds, tpotSeconds, interTokenSeconds, sojournTimeSeconds, batchSize } = result.components['llm']!;
    expect(sojournTimeSeconds!.mean).toBeCloseTo(prefill + 49 * decode, 9);
    expect(ttftSeconds!.mean).toBeCloseTo(prefill, 9);
    expect(tpotSeconds!.mean).toBeCloseTo(decode, 9);
    expect(interTokenSeconds!.max).toBeCloseTo(decode, 9);
    expect(batchSize!.mean).toBe(1);
    expect(result.components['llm']!.tokensPerSecond).toBe(50 / 1000);
    expect(result.components['llm']!.promptTokensPerSecond).toBe(600 / 1000);
  });

  test('pays the time per step once for every chunk of a prompt longer than the budget', () => {
    const server = { promptTokens: constant(5000), outputTokens: constant(1), maxNumBatchedTokens: 2048 };
    const result = simulate(llm({ arrivals: trace(0), server }));
    expect(result.sojournTimeSeconds.mean).toBeCloseTo(3 * 0.037 + 5000 * 0.000132, 9);
  });

  test('pays for the tokens in the cache that each step looks back on', () => {
    const stepTime = { ...TIME, contextSecondsPerToken: 1e-6 };
    const result = simulate(llm({ arrivals: trace(0), server: { stepTime } }));
    // Nine decodes with 100, 101, … 108 tokens behind them.
    const context = (9 * (100 + 108)) / 2;
    expect(result.sojournTimeSeconds.mean).toBeCloseTo(0.037 + 0.0132 + 9 * 0.0372 + context * 1e-6, 9);
  });
});

describe('saturated', () => {
  test('B sequences generate B / t(B) tokens per second: 64 in steps of 50.16 ms give 1276', () => {
    const stepTime = { ...TIME, decodeSecondsPerSequence: (0.05016 - 0.037) / 64 };
    const server = {
      promptTokens: constant(1),
      outputTokens: constant(5000),
      maxNumSeqs: 64,
      kvBlocks: 30_000,
      stepTime,
    };
    const run = { durationSeconds: 101, warmUpSeconds: 1 };
    const { tokensPerSecond, tpotSeconds, batchSize } = simulate(llm({ arrivals: crowd(65), server, run })).components[
      'llm'
    ]!;
    // The window of 100 s cuts at most one step.
    expect(Math.abs(tokensPerSecond! - 64 / 0.05016)).toBeLessThan(64 / 100);
    expect(batchSize!.mean).toBe(64);
    expect(tpotSeconds!.mean).toBeNull();
  });

  test('the cache holds blocks · 16 / context sequences: 200 blocks and 160 tokens each make 20', () => {
    // 145 tokens and the 15 generated that are computed fill ten blocks from the first step to the last.
    const server = {
      promptTokens: constant(145),
      outputTokens: constant(16),
      kvBlocks: 200,
      maxNumBatchedTokens: 100_000,
    };
    const { model, trace: run } = traceRun(llm({ arrivals: crowd(200), server, run: { durationSeconds: 1000 } }));
    const changes = run.visits
      .flatMap(({ startedAt, leftAt }) => [
        { at: startedAt, by: 1 },
        { at: leftAt, by: -1 },
      ])
      .toSorted((a, b) => a.at - b.at || a.by - b.by);
    let inService = 0;
    let most = 0;
    for (const { by } of changes) {
      inService += by;
      most = Math.max(most, inService);
    }
    expect(most).toBe(20);
    expect(model.statistics.completed).toBe(200);
    const result = simulate(llm({ arrivals: crowd(200), server })).components['llm']!;
    expect(result.kvOccupancy!.max).toBe(1);
    expect(result.preemptions).toBe(0);
  });

  test('with steps of one length and room for all, a first token takes a step and the rest of the one under way: 1.5 steps on average', () => {
    const stepTime = { ...TIME, baseSeconds: 0.02, prefillSecondsPerToken: 0, decodeSecondsPerSequence: 0 };
    // About 100 requests are there at any time, so the server is never idle.
    const server = { promptTokens: constant(1), outputTokens: constant(100), stepTime };
    const run = { durationSeconds: 400, warmUpSeconds: 10, replications: 10 };
    const arrivals = { process: 'poisson', ratePerSecond: 50 };
    const { ttftSeconds, tpotSeconds } = simulate(llm({ arrivals, server, run })).components['llm']!;
    // The rest of a step is uniform: standard error of the mean of n of them is step / √(12 n).
    const error = 0.02 / Math.sqrt(12 * 50 * 390 * 10);
    expect(Math.abs(ttftSeconds!.mean! - 0.03)).toBeLessThan(4 * error);
    expect(tpotSeconds!.mean).toBeCloseTo(0.02, 9);
  });
});

describe('capacityOf', () => {
  test('is what a saturated server serves: 16 at a time, each sharing the time per step with 15 others', () => {
    const settings = {
      kind: 'llmServer',
      id: 'llm',
      promptTokens: constant(100),
      outputTokens: constant(50),
      maxNumSeqs: 16,
      stepTime: TIME,
    };
    // Sixteen prompts fit into the budget of one step; 49 decodes of all follow.
    const round = 0.037 * 50 + 16 * (100 * 0.000132 + 49 * 0.0002);
    expect(llmServer.capacityPerSecond!(llmServer.schema.parse(settings), {})).toBeCloseTo(16 / round, 9);
    const run = { durationSeconds: 10 + 20 * round, warmUpSeconds: 10 };
    const { throughputPerSecond } = simulate(llm({ arrivals: crowd(1000), server: settings, run }));
    // The window of 20 rounds cuts at most one.
    expect(Math.abs(throughputPerSecond / (16 / round) - 1)).toBeLessThanOrEqual(1 / 20);
  });
});

describe('with one sequence at a time', () => {
  test('the server is M/G/1: the mean wait is that of Pollaczek and Khinchine', () => {
    const server = {
      maxNumSeqs: 1,
      promptTokens: constant(100),
      outputTokens: { distribution: 'geometric', meanTokens: 20 },
      stepTime: { ...TIME, decodeSecondsPerSequence: 0.003 },
    };
    const prefill = 0.037 + 0.0132;
    const decode = 0.04;
    const mean = prefill + 19 * decode;
    // Variance of a geometric number with mean m: m (m − 1).
    const variance = 20 * 19 * decode * decode;
    const rate = 0.7 / mean;
    const expected = (rate * (variance + mean * mean)) / (2 * (1 - 0.7));
    const run = { seed: 3, durationSeconds: 60_000, warmUpSeconds: 1000, replications: 10 };
    const { waitingTimeSeconds, utilisation } = simulate(
      llm({ arrivals: { process: 'poisson', ratePerSecond: rate }, server, run }),
    ).components['llm']!;
    const [low, high] = waitingTimeSeconds!.ci95!;
    expect(low).toBeLessThan(expected);
    expect(high).toBeGreaterThan(expected);
    expect(utilisation).toBeCloseTo(0.7, 2);
  });
});

describe('a long prompt beside answers that are being generated', () => {
  const arrivals = trace(0, 1e-9, 1);
  const long = {
    promptTokens: sequence(100, 100, 20_000),
    outputTokens: sequence(200, 200, 1),
    kvBlocks: 10_000,
    maxNumBatchedTokens: 2048,
  };

  test('cut into chunks, it lengthens the gaps to a step of the token budget', () => {
    const { interTokenSeconds } = simulate(llm({ arrivals, server: long })).components['llm']!;
    expect(interTokenSeconds!.max).toBeCloseTo(0.037 + 2046 * 0.000132 + 2 * 0.0002, 9);
  });

  test('whole, it stalls everybody for as long as it takes', () => {
    const { interTokenSeconds } = simulate(llm({ arrivals, server: { ...long, prefill: 'whole' } })).components['llm']!;
    expect(interTokenSeconds!.max).toBeCloseTo(0.037 + 20_000 * 0.000132 + 2 * 0.0002, 9);
  });

  test('requests per second are no unit of capacity: the same rate with ten times the tokens is another load', () => {
    const at = (tokens: number) =>
      simulate(
        llm({ arrivals: { process: 'deterministic', periodSeconds: 1 }, server: { outputTokens: constant(tokens) } }),
      ).components['llm']!;
    expect(at(200).batchSize!.mean! / at(20).batchSize!.mean!).toBeGreaterThan(5);
  });
});

describe('request-level batching', () => {
  test('answers a batch when its longest answer is done, and lets nobody in before', () => {
    const server = { schedulingMode: 'static', maxNumSeqs: 2, outputTokens: sequence(1, 3, 5, 1) };
    const { visits } = traceRun(llm({ arrivals: trace(0, 0.01, 0.02, 0.03), server })).trace;
    const alone = 0.037 + 0.0132;
    const pair = 0.037 + 0.0264 + 4 * (0.037 + 2 * 0.0002);
    // Alone with one token; then the requests with 3 and 5 tokens, to the end of the 5; then the last.
    const ends = [alone, alone + pair, alone + pair, 2 * alone + pair];
    expect(visits.map((visit) => visit.leftAt)).toEqual(ends.map((end) => expect.closeTo(end, 9)));
  });

  test('wastes the places of those that are done: iteration-level scheduling generates more from the same requests', () => {
    const outputTokens = { distribution: 'geometric', meanTokens: 50 };
    const run = { durationSeconds: 300, warmUpSeconds: 20, seed: 2 };
    const rate = (schedulingMode: string) =>
      simulate(llm({ arrivals: crowd(2000), server: { schedulingMode, outputTokens, maxNumSeqs: 16 }, run }))
        .components['llm']!.tokensPerSecond!;
    // The longest of 16 geometric answers has about H(16) = 3.38 times the mean; in its steps 16 places do the work of 16 / 3.38.
    expect(rate('vllm') / rate('static')).toBeGreaterThan(2.5);
  });
});
