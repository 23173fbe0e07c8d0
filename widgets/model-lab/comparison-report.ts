import type { Evaluation, GroupEvaluation } from '../engines/evaluation/evaluate.ts';
import type { ChartTable } from '../kit/charts/chart-table.ts';
import { formatPercent } from '../kit/format.ts';
import type { ModelComparison } from './comparison-session.ts';

/** `81.0 % (76.4 to 84.9)` */
function withInterval({
  accuracy,
  accuracyInterval95: [low, high],
}: Pick<GroupEvaluation, 'accuracy' | 'accuracyInterval95'>): string {
  const plain = (share: number) => (share * 100).toFixed(1);
  return `${formatPercent(accuracy)} (${plain(low)} to ${plain(high)})`;
}

const figures: readonly { readonly label: string; readonly of: (one: Evaluation) => string }[] = [
  { label: 'Accuracy (95 % interval)', of: withInterval },
  {
    label: 'Area under the curve',
    of: ({ auc }) => auc?.toFixed(3) ?? '–',
  },
  {
    label: 'Log loss',
    of: ({ logLoss }) => (Number.isFinite(logLoss) ? logLoss.toFixed(3) : 'endless'),
  },
  { label: 'Brier score', of: ({ brierScore }) => brierScore.toFixed(3) },
  { label: 'Said yes, rightly', of: ({ confusion }) => String(confusion.truePositives) },
  { label: 'Said yes, wrongly', of: ({ confusion }) => String(confusion.falsePositives) },
  { label: 'Said no, rightly', of: ({ confusion }) => String(confusion.trueNegatives) },
  { label: 'Said no, wrongly', of: ({ confusion }) => String(confusion.falseNegatives) },
];

/** How to read the figures. */
export function figuresNote({ evaluations }: ModelComparison): string {
  return `Both were asked for the same ${evaluations[0].rows} rows, which no model of the course was trained on. “Yes” is a probability of one half or more. An area under the curve of 1 puts every survivor before everybody else, and 0.5 is chance. Of log loss and Brier score, less is better.`;
}

/** Both models beside one another: the figures of which only the first four say how good, the last four are the confusion matrix. */
export function figuresTable({ models, evaluations }: ModelComparison): ChartTable {
  return {
    caption: 'Both models on the same rows.',
    columns: [{ label: '', isNumber: false }, ...models.map(({ label }) => ({ label, isNumber: true }))],
    rows: figures.map(({ label, of }) => [label, ...evaluations.map(of)]),
  };
}

/** Accuracy by group for both models. */
export function groupsTable({ models, evaluations: [first, second] }: ModelComparison): ChartTable {
  return {
    caption: 'Accuracy by group, with its 95 % interval. Groups overlap, and small ones have wide intervals.',
    columns: [
      { label: 'Group', isNumber: false },
      { label: 'Rows', isNumber: true },
      { label: 'Share that survived', isNumber: true },
      ...models.map(({ label }) => ({ label, isNumber: true })),
    ],
    rows: first.groups.map((group, index) => [
      group.label,
      String(group.rows),
      formatPercent(group.observedShare),
      withInterval(group),
      withInterval(second.groups[index]!),
    ]),
  };
}

/** Rows, in words: `1 row`, `12 rows`. */
const rows = (count: number) => (count === 1 ? '1 row' : `${count} rows`);

/** Where the two part, McNemar's exact test in words, and what follows from it. */
export function disagreementSentences({ models, evaluations, disagreement }: ModelComparison): string[] {
  const { rows: apart, onlyFirstRight, onlySecondRight, pValue } = disagreement;
  const [first, second] = models.map(({ label }) => `“${label}”`);
  if (apart === 0)
    return [`The two give the same answer for all ${evaluations[0].rows} rows; their probabilities may still differ.`];
  const split = `The two part on ${rows(apart)} of ${evaluations[0].rows}. Of these, ${first} is right on ${onlyFirstRight} and ${second} on ${onlySecondRight}.`;
  const better = onlyFirstRight > onlySecondRight ? first : second;
  if (onlyFirstRight === onlySecondRight) return [split, 'That is an even split: these rows speak for neither.'];
  const chance = pValue < 0.001 ? 'fewer than 1 in 1000' : `about ${formatChance(pValue)}`;
  const test =
    `Were they equally good, each of these rows would be the toss of a fair coin, and a split at least as uneven would come up in ${chance} such comparisons (McNemar’s exact test, p = ${pValue < 0.001 ? '< 0.001' : pValue.toFixed(3)}).`.replace(
      'p = <',
      'p <',
    );
  const verdict =
    pValue < 0.05
      ? `That is seldom enough to take ${better} for the better one on passengers like these, if this is the only comparison you made.`
      : 'That is well within chance: these rows do not show that either is better.';
  return [split, test, verdict];
}

/** A probability as a share that people read: `6 in 100`, or `4 in 1000` where it is below one in a hundred. */
function formatChance(probability: number): string {
  return probability < 0.01 ? `${Math.round(probability * 1000)} in 1000` : `${Math.round(probability * 100)} in 100`;
}
