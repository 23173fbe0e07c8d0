import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept, type TraceValue, type ValidationCase } from '../case.ts';
import { recordRun, VisitRecorder } from '../recorded-run.ts';

/** Traffic in front of one language-model server called `model`. Times lie on the grid of nanoseconds, so that sums on paper are sums in the run. */
function server(timesSeconds: readonly number[], keys: object, durationSeconds = 1000) {
  return {
    title: 'Validation',
    components: [
      { id: 'users', kind: 'traffic', arrivals: { process: 'trace', timesSeconds }, to: 'model' },
      { id: 'model', kind: 'llmServer', ...keys },
    ],
    run: { durationSeconds, replications: 1 },
  };
}

const constant = (tokens: number) => ({ distribution: 'constant', tokens });
const sequence = (...tokens: number[]) => ({ distribution: 'sequence', tokens });
const STEP = {
  baseSeconds: 0.037,
  prefillSecondsPerToken: 0.000132,
  decodeSecondsPerSequence: 0.0002,
  contextSecondsPerToken: 0,
};
const nanoseconds = (seconds: number | null | undefined) => Math.round((seconds ?? NaN) * 1e9);
const milliseconds = (seconds: number) => (seconds * 1000).toFixed(6);

/** Prompt and output tokens, and the steps that the prompt takes at 2048 tokens a step. */
const ALONE = [
  [1, 1, 1],
  [600, 50, 1],
  [2048, 2, 1],
  [2049, 2, 2],
  [20_000, 300, 10],
] as const;

function alone(): TraceValue[] {
  return ALONE.map(([prompt, output, chunks]) => {
    const result = simulate(
      accept(server([1], { promptTokens: constant(prompt), outputTokens: constant(output), stepTime: STEP })),
    );
    return {
      label: `${prompt} prompt and ${output} output tokens, ns`,
      expected: nanoseconds(chunks * 0.037 + prompt * 0.000132 + (output - 1) * 0.0372),
      simulated: nanoseconds(result.sojournTimeSeconds.mean),
    };
  });
}

/**
 * Cache of two blocks of 4 tokens, a budget of 10 tokens, steps of 10 ms and 1 ms per prompt token. A has 3 prompt and 4 output tokens, B 2 and 3, C 1 and 1.
 * 0 to 13 ms: A prefills. To 25: A decodes, B prefills, and C finds no block. To 35: A needs a second block, so B is put back. To 45: A has its fourth
 * token. To 59: B is recomputed, its 2 prompt tokens and the one generated, and C prefills. To 69: B decodes its third token.
 */
function preemption(): TraceValue[] {
  const keys = {
    promptTokens: sequence(3, 2, 1),
    outputTokens: sequence(4, 3, 1),
    maxNumBatchedTokens: 10,
    kvBlocks: 2,
    blockTokens: 4,
    stepTime: { ...STEP, baseSeconds: 0.01, prefillSecondsPerToken: 0.001, decodeSecondsPerSequence: 0 },
  };
  const { visits } = recordRun(server([0, 0.001, 0.002], keys), new VisitRecorder());
  const expected = [
    ['A', 0, 45],
    ['B', 13, 69],
    ['C', 45, 59],
  ] as const;
  return expected.map(([name, start, end], serial) => {
    const visit = visits.find((candidate) => candidate.serial === serial)!;
    return {
      label: `first and last step of ${name}, ms`,
      expected: `${start.toFixed(6)} to ${end.toFixed(6)}`,
      simulated: `${milliseconds(visit.startedAt)} to ${milliseconds(visit.leftAt)}`,
    };
  });
}

/** Two answers are being generated when a prompt of 20,000 tokens comes. */
function longestGap(prefill: 'chunked' | 'whole'): number | null | undefined {
  const keys = {
    promptTokens: sequence(100, 100, 20_000),
    outputTokens: sequence(200, 200, 1),
    kvBlocks: 10_000,
    stepTime: STEP,
    prefill,
  };
  return simulate(accept(server([0, 1e-9, 1], keys))).components['model']!.interTokenSeconds!.max;
}

function stalls(): TraceValue[] {
  const step = (prompt: number) => nanoseconds(0.037 + prompt * 0.000132 + 2 * 0.0002);
  return [
    {
      label: 'longest gap between tokens, chunked, ns',
      expected: step(2046),
      simulated: nanoseconds(longestGap('chunked')),
    },
    {
      label: 'longest gap between tokens, whole, ns',
      expected: step(20_000),
      simulated: nanoseconds(longestGap('whole')),
    },
  ];
}

/**
 * Two places, prompts of 100 tokens; answers of 1, 3, 5 and 1 tokens. The first request runs alone; the second and third together until the fifth
 * token of the third, whatever the second needs; then the fourth.
 */
function requestLevel(): TraceValue[] {
  const keys = {
    schedulingMode: 'static',
    maxNumSeqs: 2,
    promptTokens: constant(100),
    outputTokens: sequence(1, 3, 5, 1),
    stepTime: STEP,
  };
  const { visits } = recordRun(server([0, 0.01, 0.02, 0.03], keys), new VisitRecorder());
  const alone = 0.037 + 100 * 0.000132;
  const pair = 0.037 + 200 * 0.000132 + 4 * (0.037 + 2 * 0.0002);
  return [alone, alone + pair, alone + pair, alone + pair + alone].map((end, serial) => ({
    label: `answer of request ${serial}, ns`,
    expected: nanoseconds(end),
    simulated: nanoseconds(visits.find((visit) => visit.serial === serial)?.leftAt),
  }));
}

/** 200 blocks of 16 tokens, and 145 prompt and 15 computed output tokens, which fill ten blocks from the first step to the last. */
function memoryBound(): TraceValue[] {
  const keys = {
    promptTokens: constant(145),
    outputTokens: constant(16),
    kvBlocks: 200,
    maxNumBatchedTokens: 100_000,
    stepTime: STEP,
  };
  const crowd = Array.from({ length: 4000 }, (_, i) => i * 1e-9);
  const scenario = server(crowd, keys, 60);
  const { numberInSystem, queueLength, kvOccupancy, preemptions } = simulate(
    accept({ ...scenario, run: { ...scenario.run, warmUpSeconds: 5 } }),
  ).components['model']!;
  return [
    {
      label: 'sequences in service',
      expected: ((200 * 16) / 160).toFixed(6),
      simulated: (numberInSystem! - queueLength!).toFixed(6),
    },
    { label: 'largest share of the cache in use', expected: 1, simulated: kvOccupancy!.max },
    { label: 'sequences put back', expected: 0, simulated: preemptions! },
  ];
}

const trace = (
  name: string,
  title: string,
  mechanisms: readonly string[],
  source: string,
  values: () => TraceValue[],
) =>
  ({
    name,
    group: 'Language models',
    title,
    mechanisms: ['llmServer', ...mechanisms],
    source,
    check: { kind: 'trace', values },
  }) as const satisfies ValidationCase;

export const llmStepCases: readonly ValidationCase[] = [
  trace(
    'llm-alone',
    'One request alone',
    ['vllm', 'constant'],
    'Iteration-level scheduling (Orca, OSDI 2022): prefill + (output − 1) · decode',
    alone,
  ),
  trace(
    'llm-preemption',
    'A cache that is too small, step by step',
    ['vllm', 'sequence'],
    'vLLM V1, vllm/v1/core/sched/scheduler.py: worked by hand from its rules',
    preemption,
  ),
  trace(
    'llm-stall',
    'A long prompt beside two answers',
    ['chunked', 'whole'],
    'Sarathi-Serve, OSDI 2024: a step of the token budget, or of the whole prompt',
    stalls,
  ),
  trace(
    'llm-static',
    'Request-level batching',
    ['static'],
    'Orca, OSDI 2022, on request-level batching: a batch lasts as long as its longest answer',
    requestLevel,
  ),
  trace(
    'llm-memory',
    'As many as the cache holds',
    ['vllm'],
    'PagedAttention, SOSP 2023: blocks · 16 / context',
    memoryBound,
  ),
];
