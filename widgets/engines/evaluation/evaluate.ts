import { wilsonInterval95 } from '../../kit/wilson-interval.ts';
import { accuracy, areaUnderCurve, brierScore, calibration, logLoss, mean, type Scored } from './metrics.ts';

/** Rows by answer (at a threshold of one half) and by what happened. */
export interface Confusion {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
  readonly falseNegatives: number;
}

/** Rows that are told apart, by their place in the list. */
export interface RowGroup {
  readonly label: string;
  readonly rows: readonly number[];
}

export interface GroupEvaluation {
  readonly label: string;
  readonly rows: number;
  readonly accuracy: number;
  readonly accuracyInterval95: readonly [number, number];
  /** Share whose outcome was 1, and the mean probability given. */
  readonly observedShare: number;
  readonly meanProbability: number;
}

/** How good a model is on rows whose outcome is known. The names are those of a manifest's metrics. */
export interface Evaluation {
  readonly rows: number;
  readonly accuracy: number;
  readonly accuracyInterval95: readonly [number, number];
  /** Null where all outcomes are the same: there is then no pair to put in order. */
  readonly auc: number | null;
  readonly logLoss: number;
  readonly brierScore: number;
  readonly confusion: Confusion;
  readonly calibration: ReturnType<typeof calibration>;
  /** Groups without rows are left out. */
  readonly groups: readonly GroupEvaluation[];
}

/** Bins of the calibration curve, as in the manifests. */
export const calibrationBins = 5;

/** Everything at once. `probabilities` and `outcomes` (0 or 1) belong together by place; at least one row. */
export function evaluate(
  probabilities: readonly number[],
  outcomes: readonly number[],
  groups: readonly RowGroup[] = [],
): Evaluation {
  if (probabilities.length !== outcomes.length || outcomes.length === 0)
    throw new RangeError(
      `${probabilities.length} probabilities and ${outcomes.length} outcomes do not belong together.`,
    );
  const scored = outcomes.map((outcome, index): Scored => ({ probability: probabilities[index]!, outcome }));
  const share = accuracy(scored);
  const hasBoth = outcomes.includes(0) && outcomes.includes(1);
  return {
    rows: scored.length,
    accuracy: share,
    accuracyInterval95: wilsonInterval95(share, scored.length),
    auc: hasBoth ? areaUnderCurve(scored) : null,
    logLoss: logLoss(scored),
    brierScore: brierScore(scored),
    confusion: confusionOf(scored),
    calibration: calibration(scored, calibrationBins),
    groups: groups.filter(({ rows }) => rows.length > 0).map((group) => evaluateGroup(group, scored)),
  };
}

function confusionOf(rows: readonly Scored[]): Confusion {
  const count = (isYes: boolean, outcome: number) =>
    rows.filter((row) => row.probability >= 0.5 === isYes && row.outcome === outcome).length;
  return {
    truePositives: count(true, 1),
    falsePositives: count(true, 0),
    trueNegatives: count(false, 0),
    falseNegatives: count(false, 1),
  };
}

function evaluateGroup({ label, rows }: RowGroup, scored: readonly Scored[]): GroupEvaluation {
  const inside = rows.map((row) => scored[row]!);
  const share = accuracy(inside);
  return {
    label,
    rows: inside.length,
    accuracy: share,
    accuracyInterval95: wilsonInterval95(share, inside.length),
    observedShare: mean(inside.map(({ outcome }) => outcome)),
    meanProbability: mean(inside.map(({ probability }) => probability)),
  };
}
