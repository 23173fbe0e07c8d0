import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadLabels } from '../../../widgets/kit/charts/spread-labels.ts';

const heights = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 9 });

describe('spreadLabels', () => {
  it('leaves labels alone that have room', () => {
    expect(spreadLabels([10, 90, 50], 17, 0, 100)).toEqual([10, 90, 50]);
  });
  it('keeps at least the gap between neighbours, their order, and both edges, whenever they fit', () => {
    fc.assert(
      fc.property(heights, (wanted) => {
        const placed = spreadLabels(wanted, 17, 0, 300);
        const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
        for (const [rank, index] of order.entries()) {
          if (rank > 0) expect(placed[index]! - placed[order[rank - 1]!]!).toBeGreaterThanOrEqual(17 - 1e-9);
          expect(placed[index]).toBeGreaterThanOrEqual(-1e-9);
          expect(placed[index]).toBeLessThanOrEqual(300);
        }
      }),
    );
  });
});
