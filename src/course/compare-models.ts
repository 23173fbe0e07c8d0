import type { ModelManifest } from '../../widgets/engines/inference/manifest.ts';

/** Whether the intervals of two accuracies have a value in common. */
export function doOverlap(a: ModelManifest, b: ModelManifest): boolean {
  const [lowA, highA] = a.metrics.accuracyInterval95;
  const [lowB, highB] = b.metrics.accuracyInterval95;
  return lowA <= highB && lowB <= highA;
}

/** What the figures of all models allow to say about which is better, in plain words. */
export function compareModels(models: readonly ModelManifest[]): string[] {
  const apart = models.flatMap((a, index) => models.slice(index + 1).filter((b) => !doOverlap(a, b)));
  const compared = models.flatMap(({ title, comparison }) => (comparison ? [{ title, ...comparison }] : []));
  const told = compared.filter(({ differenceInterval95: [low, high] }) => low > 0 || high < 0);
  return [
    apart.length === 0
      ? `The 95 % intervals of all ${models.length} accuracies overlap: by accuracy these models cannot be ranked.`
      : `The 95 % intervals of ${apart.length} of the ${(models.length * (models.length - 1)) / 2} pairs of models do not overlap; the other pairs cannot be ranked by accuracy.`,
    told.length === 0
      ? 'The stronger comparison looks only at passengers whom one model gets right and the other wrong. By it, too, none is shown to be better or worse than the reference: every interval of the difference contains zero.'
      : `The stronger comparison looks only at passengers whom one model gets right and the other wrong. By it these differ from the reference: ${told.map(({ title }) => title).join('; ')}.`,
  ];
}

/** A difference of shares in percentage points, with its sign: `+0.9`, `−1.8`. */
export function formatPoints(difference: number): string {
  const points = Math.abs(difference * 100).toFixed(1);
  if (points === '0.0') return '0.0';
  return `${difference < 0 ? '−' : '+'}${points}`;
}
