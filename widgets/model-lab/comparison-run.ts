import type { ModelComparison } from './comparison-session.ts';
import type { LabModel } from './lab-model.ts';

/** What is needed to compare again: of the learner's own file nothing but its name, for the file stays theirs. */
function modelOf({ id, source, manifest, variant }: LabModel) {
  if (!manifest) return { id };
  return { id, sha256: source.sha256 ?? null, ...(variant && { madeOf: variant.of.id, ...variant.choice }) };
}

/** A comparison as the learner's record keeps it: what was compared on which rows, and the headline figures. */
export function comparisonRun({ models, evaluations, disagreement }: ModelComparison, heldOut: string) {
  const [first, second] = evaluations;
  return {
    scenario: { compares: models.map(modelOf), heldOut },
    summary: {
      rowCount: first.rows,
      firstAccuracy: first.accuracy,
      secondAccuracy: second.accuracy,
      firstAuc: first.auc ?? null,
      secondAuc: second.auc ?? null,
      differingRowCount: disagreement.rows,
      pValue: disagreement.pValue,
    },
  };
}
