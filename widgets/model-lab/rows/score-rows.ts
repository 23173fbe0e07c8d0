import type { FeatureRow } from '../../engines/inference/client.ts';
import { askProbabilities } from '../ask-probabilities.ts';
import type { InferencePort } from '../lab-calls.ts';

/** Rows in one call: large enough that the way to the worker costs little, small enough that progress is seen. */
const chunkRows = 1000;
/** Longest time for all rows of a table, in seconds. */
export const scoringLimitSeconds = 60;

/** One probability per row, asked for in chunks. Rejects with a problem when the model takes longer than {@link scoringLimitSeconds}. */
export async function scoreRows(
  port: Pick<InferencePort, 'predict' | 'now'>,
  rows: readonly FeatureRow[],
  { signal, onProgress }: { readonly signal?: AbortSignal; readonly onProgress?: (share: number) => void } = {},
): Promise<number[]> {
  const started = port.now();
  const scores: number[] = [];
  for (let start = 0; start < rows.length; start += chunkRows) {
    scores.push(...(await askProbabilities(port, rows.slice(start, start + chunkRows), signal ? { signal } : {})));
    onProgress?.(scores.length / rows.length);
    if (port.now() - started > scoringLimitSeconds && scores.length < rows.length)
      throw new SlowModelError(scores.length, rows.length);
  }
  return scores;
}

/** The model answers, but not in a time that anybody waits for. */
class SlowModelError extends Error {
  override name = 'SlowModelError';
  readonly problem;

  constructor(done: number, count: number) {
    super('The model is too slow for so many rows.');
    this.problem = {
      path: 'the rows',
      expected: `answers for all ${count} rows within ${scoringLimitSeconds} s`,
      found: `answers for ${done}`,
      fix: 'Give it fewer rows, or choose a smaller model.',
    };
  }
}
