import { formatNumber } from '../../kit/format.ts';
import type { ChallengeContext } from './challenge-machine.ts';
import { judgePrediction } from './judge-challenge.ts';
import { formatMetric } from './metric-words.ts';

export interface OutcomeWords {
  readonly predicted: string;
  readonly happened: string;
  /** One sentence. */
  readonly comparison: string;
}

/** How far a number was off, as a person says it. */
function farOff(predicted: number, happened: number): string {
  const ratio = predicted / happened;
  if (!(ratio > 0) || !Number.isFinite(ratio)) return 'That is far off.';
  const factor = Math.max(ratio, 1 / ratio);
  const direction = ratio < 1 ? 'more' : 'less';
  if (factor < 2)
    return `It was ${formatNumber(Math.round(Math.abs(1 - 1 / ratio) * 100))} % ${direction} than you foretold.`;
  return ratio < 1
    ? `It was ${formatNumber(factor)} times what you foretold.`
    : `You foretold ${formatNumber(factor)} times what it was.`;
}

/** A prediction beside what the starting point did; undefined before both are there. */
export function describeOutcome({ challenge, given, startResult }: ChallengeContext): OutcomeWords | undefined {
  if (given === null || startResult === null) return undefined;
  const outcome = judgePrediction(challenge, given, startResult);
  if (outcome.kind === 'choice') {
    const textOf = (index: number | null) =>
      index === null ? 'none of them' : (challenge.prediction.options?.[index]?.text ?? '');
    const comparison = outcome.isClose ? 'You foretold it.' : 'It came otherwise.';
    return { predicted: textOf(outcome.predicted), happened: textOf(outcome.happened), comparison };
  }
  const metric = challenge.prediction.metric ?? '';
  const words = {
    predicted: formatMetric(metric, outcome.predicted),
    happened: formatMetric(metric, outcome.happened),
  };
  if (outcome.isClose) return { ...words, comparison: 'That was close.' };
  return {
    ...words,
    comparison: outcome.happened === null ? 'It has no such number.' : farOff(outcome.predicted, outcome.happened),
  };
}
