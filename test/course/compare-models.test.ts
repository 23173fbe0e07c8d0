import { describe, expect, it } from 'vitest';
import { compareModels, doOverlap, formatPoints } from '../../src/course/compare-models.ts';
import { readManifests } from '../../src/course/read-manifests.ts';

const [first, second, third] = readManifests('public/models') as [Manifest, Manifest, Manifest];
type Manifest = ReturnType<typeof readManifests>[number];

const withInterval = (model: Manifest, interval: [number, number], difference?: [number, number]): Manifest => ({
  ...model,
  metrics: { ...model.metrics, accuracyInterval95: interval },
  comparison: difference && {
    with: 'x',
    onlyThisRight: 1,
    onlyOtherRight: 0,
    difference: 0,
    differenceInterval95: difference,
  },
});

describe('doOverlap', () => {
  it('is true of intervals that touch, false of those apart, and the same both ways round', () => {
    const [low, touching, high] = [
      withInterval(first, [0.7, 0.8]),
      withInterval(second, [0.8, 0.85]),
      withInterval(third, [0.81, 0.9]),
    ];
    expect([doOverlap(low, touching), doOverlap(low, high), doOverlap(high, low)]).toEqual([true, false, false]);
  });
});

describe('compareModels', () => {
  it('says of the course’s models that they cannot be ranked', () => {
    const [byInterval, byPairs] = compareModels(readManifests('public/models'));
    expect(byInterval).toBe(
      'The 95 % intervals of all 11 accuracies overlap: by accuracy these models cannot be ranked.',
    );
    expect(byPairs).toContain('none is shown to be better or worse than the reference');
  });

  it('says which differ where some do', () => {
    const models = [
      withInterval(first, [0.7, 0.75]),
      withInterval(second, [0.74, 0.8], [-0.01, 0.02]),
      withInterval(third, [0.85, 0.9], [0.02, 0.09]),
    ];
    const [byInterval, byPairs] = compareModels(models);
    expect(byInterval).toContain('The 95 % intervals of 2 of the 3 pairs of models do not overlap');
    expect(byPairs).toContain(`By it these differ from the reference: ${third.title}.`);
  });
});

describe('formatPoints', () => {
  it('gives percentage points with their sign, and none to what rounds to zero', () => {
    expect([0.0092, -0.0183, 0, -0.0004].map(formatPoints)).toEqual(['+0.9', '−1.8', '0.0', '0.0']);
  });
});
