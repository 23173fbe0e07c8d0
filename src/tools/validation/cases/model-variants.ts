import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept, type TraceValue, type ValidationCase } from '../case.ts';

const nanoseconds = (seconds: number | null) => Math.round((seconds ?? Number.NaN) * 1e9);

/** Sojourn of one request alone. */
function alone(server: object): number | null {
  const scenario = accept({
    components: [
      { id: 'users', kind: 'traffic', arrivals: { process: 'trace', timesSeconds: [0] }, to: 'model' },
      { id: 'model', ...server },
    ],
    run: { durationSeconds: 100, replications: 1 },
  });
  return simulate(scenario).sojournTimeSeconds.mean;
}

/** A call of 10 ms plus 1 ms, and what was published of each variant. */
const CALLS = [
  ['original', 0.011],
  ['fp16', (0.011 * 138) / 273],
  ['int8', 0.011 / 2.5],
  ['pruned', 0.011],
  ['distilled', 0.011 / 1.6],
] as const;

/** 1000 prompt tokens at 0.1 ms, 9 decodes of a step of 40 ms and 1 ms of arithmetic. */
const answer = (step: number, prefill: number, decode: number) => 10 * step + 1000 * prefill + 9 * decode;
const ANSWERS = [
  ['original', answer(0.04, 0.0001, 0.001)],
  ['fp8', answer(0.04 / 2, 0.0001 / 1.6, 0.001 / 1.6)],
  ['int4', answer(0.04 / 3.5, 0.0001, 0.001)],
  ['pruned', answer(0.04, 0.0001, 0.001)],
] as const;

/** A step ends on the grid of nanoseconds, so ten of them may be five nanoseconds off: compared to the microsecond. */
const microseconds = (seconds: number | null) => Math.round((seconds ?? Number.NaN) * 1e6);

function values(): TraceValue[] {
  const calls = CALLS.map(([variant, seconds]) => ({
    label: `modelServer, ${variant}: one call, ns`,
    expected: nanoseconds(seconds),
    simulated: nanoseconds(
      alone({
        kind: 'modelServer',
        variant,
        serviceTime: { distribution: 'affine', baseSeconds: 0.01, perItemSeconds: 0.001 },
      }),
    ),
  }));
  const stepTime = {
    baseSeconds: 0.04,
    prefillSecondsPerToken: 0.0001,
    decodeSecondsPerSequence: 0.001,
    contextSecondsPerToken: 0,
  };
  const tokens = (count: number) => ({ distribution: 'constant', tokens: count });
  const answers = ANSWERS.map(([variant, seconds]) => ({
    label: `llmServer, ${variant}: one answer, µs`,
    expected: microseconds(seconds),
    simulated: microseconds(
      alone({ kind: 'llmServer', variant, promptTokens: tokens(1000), outputTokens: tokens(10), stepTime }),
    ),
  }));
  return [...calls, ...answers];
}

export const modelVariantCases: readonly ValidationCase[] = [
  {
    name: 'model-variants',
    group: 'Language models',
    title: 'Quantised, pruned and distilled models',
    mechanisms: ['original', 'fp16', 'int8', 'fp8', 'int4', 'pruned', 'distilled'],
    source: 'Factors on the two parts of a call, from the publication that each variant names',
    check: { kind: 'trace', values },
  },
];
