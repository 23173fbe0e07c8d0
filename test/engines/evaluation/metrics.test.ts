import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderCurve } from '../../../widgets/engines/evaluation/metrics.ts';

describe('areaUnderCurve', () => {
  it('is the share of pairs in the right order, ties counting half, as counting every pair finds it', () => {
    // Few distinct probabilities, so that there are ties on and across both sides.
    const row = fc.record({
      probability: fc.integer({ min: 0, max: 8 }).map((step) => step / 8),
      outcome: fc.constantFrom(0, 1),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 60 }), (rows) => {
        const [yes, no] = [1, 0].map((outcome) => rows.filter((one) => one.outcome === outcome));
        fc.pre(yes!.length > 0 && no!.length > 0);
        const ordered = yes!.flatMap((a) =>
          no!.map((b) => (a.probability > b.probability ? 1 : a.probability === b.probability ? 0.5 : 0)),
        );
        // Halves add up exactly, so both divide the same two numbers.
        expect(areaUnderCurve(rows)).toBe(ordered.reduce((sum: number, value) => sum + value, 0) / ordered.length);
      }),
    );
  });
});
