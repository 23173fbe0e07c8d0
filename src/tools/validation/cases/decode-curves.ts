import { fitAffine, type TimedBatch } from '../../../../widgets/engines/inference/fit.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { accept, type PublishedValue, type ValidationCase } from '../case.ts';

const SIZES = [1, 2, 4, 8, 16, 32, 64];
/**
 * splitwise-sim (MIT), data/perf_model.csv, rows with 512 prompt tokens, 128 output tokens and tensor parallelism 8: the median of the five values of
 * `token_time` for each batch size above, in milliseconds. Splitwise, ISCA 2024.
 */
const DECODE_MILLISECONDS = {
  'Llama-2-70B, H100': [29.762, 30.262, 31.786, 32.504, 34.166, 38.619, 50.161],
  'Llama-2-70B, A100': [44.852, 44.559, 45.792, 46.465, 50.435, 53.017, 71.605],
  'BLOOM-176B, H100': [36.113, 36.912, 38.058, 38.142, 40.64, 45.842, 63.821],
  'BLOOM-176B, A100': [48.764, 49.991, 51.004, 52.953, 57.341, 65.38, 96.583],
} as const;

/** Long answers: the few steps in which not all sequences decode are then less than a thousandth. */
const OUTPUT_TOKENS = 4000;

/** Time per output token of so many sequences at once, in milliseconds, simulated with a line fitted to other batch sizes. */
function simulated(others: readonly TimedBatch[], batchSize: number): number {
  const { baseSeconds, perItemSeconds } = fitAffine(others);
  const constant = (tokens: number) => ({ distribution: 'constant', tokens });
  const result = simulate(
    accept({
      title: 'Validation',
      components: [
        {
          id: 'users',
          kind: 'traffic',
          arrivals: { process: 'trace', timesSeconds: Array.from({ length: batchSize }, (_, i) => i * 1e-9) },
          to: 'model',
        },
        {
          id: 'model',
          kind: 'llmServer',
          promptTokens: constant(1),
          outputTokens: constant(OUTPUT_TOKENS),
          maxNumSeqs: 64,
          kvBlocks: 100_000,
          stepTime: {
            baseSeconds,
            prefillSecondsPerToken: 0,
            decodeSecondsPerSequence: perItemSeconds,
            contextSecondsPerToken: 0,
          },
        },
      ],
      run: { durationSeconds: 1000, replications: 1 },
    }),
  );
  return 1000 * (result.components['model']!.tpotSeconds?.mean ?? Number.NaN);
}

/** Each batch size in turn is left out of the fit and predicted from the six others. */
function heldOneOut(milliseconds: readonly number[]): PublishedValue[] {
  const points = milliseconds.map((time, i): TimedBatch => ({ batchSize: SIZES[i]!, medianSeconds: time / 1000 }));
  return points.map(({ batchSize }, left) => ({
    label: `batch of ${batchSize}, from the six others`,
    published: milliseconds[left]!,
    simulated: simulated(
      points.filter((_, i) => i !== left),
      batchSize,
    ),
  }));
}

/** The mean may be off by 5 %: the project's goal for published measurements. The largest batch lies beyond all that the fit knows. */
export const decodeCurveCases: readonly ValidationCase[] = Object.entries(DECODE_MILLISECONDS).map(([name, times]) => ({
  name: `decode-curve-${name.toLowerCase().replace('-70b, ', '-').replace('-176b, ', '-')}`,
  group: 'Language models',
  title: `Published decode steps, held one out: ${name}`,
  mechanisms: ['llmServer', 'vllm'],
  source: 'splitwise-sim data/perf_model.csv (Splitwise, ISCA 2024): 512 prompt tokens, tensor parallelism 8',
  check: { kind: 'published', unit: 'ms', allowed: 0.05, values: () => heldOneOut(times) },
}));
