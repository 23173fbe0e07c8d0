import type { FeatureRow, InferenceClient } from '../engines/inference/client.ts';
import { formatNumber } from '../kit/format.ts';
import type { Problem } from '../kit/problem.ts';

/** The model gives numbers, but no probabilities. */
class NoProbabilityError extends Error {
  override name = 'NoProbabilityError';
  readonly problem: Problem;

  constructor(found: number, row: number) {
    super('The model gives no probabilities.');
    this.problem = {
      path: '',
      expected: 'probabilities from 0 to 1',
      found: Number.isFinite(found) ? `the answer ${formatNumber(found)} for row ${row}` : `no number for row ${row}`,
      fix: 'Export the model with its sigmoid inside the graph, and with something to put where a value is unknown.',
    };
  }
}

/** The model's answers, each a probability; a file of one's own may answer with anything, and what is no probability is refused by name. */
export async function askProbabilities(
  { predict }: Pick<InferenceClient, 'predict'>,
  rows: readonly FeatureRow[],
  options: { readonly signal?: AbortSignal },
): Promise<number[]> {
  const answers = await predict(rows, options);
  // Float32 arithmetic may overstep the ends by its last digit.
  const slack = 1e-6;
  const wrong = answers.findIndex((answer) => !(answer >= -slack && answer <= 1 + slack));
  if (wrong >= 0) throw new NoProbabilityError(answers[wrong]!, wrong + 1);
  return answers;
}
