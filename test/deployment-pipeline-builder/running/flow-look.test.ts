import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bandWidth,
  dotShares,
  flowLook,
  mostDotsPerSecond,
  travelSeconds,
} from '../../../widgets/deployment-pipeline-builder/running/flow-look.ts';

describe('flowLook', () => {
  test('is a dot for each request up to a few hundred in a real second, and a band above', () => {
    expect(flowLook(20, 1, false)).toEqual({ kind: 'dots', dotsPerSecond: 20 });
    expect(flowLook(20, 10, false)).toEqual({ kind: 'dots', dotsPerSecond: 200 });
    expect(flowLook(20, 60, false)).toEqual({ kind: 'band', width: bandWidth(20) });
    expect(flowLook(15_000, 1, false).kind).toBe('band');
    expect(flowLook(0.001, Infinity, false).kind).toBe('band');
  });

  test('draws bands sooner where there are many links, so that all dots together stay few enough for every picture', () => {
    expect(flowLook(20, 10, false, 60).kind).toBe('dots');
    expect(flowLook(20, 10, false, 300).kind).toBe('band');
    expect(flowLook(4, 10, false, 300).kind).toBe('dots');
  });

  test('is nothing where nothing flows, and stands still for who wants no motion', () => {
    expect(flowLook(0, 1, false).kind).toBe('none');
    expect(flowLook(Number.NaN, 1, false).kind).toBe('none');
    expect(flowLook(1, 1, true).kind).toBe('band');
  });

  test('has wider bands for more requests, and never one that covers the diagram', () => {
    expect(bandWidth(15_000)).toBeGreaterThan(bandWidth(200));
    expect(bandWidth(200)).toBeGreaterThan(bandWidth(20));
    expect(bandWidth(1e6)).toBeLessThan(14);
  });
});

describe('dotShares', () => {
  test('has the dots evenly on the way, as many as set out while one travels', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: mostDotsPerSecond, noNaN: true }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (dotsPerSecond, phase) => {
          const shares = dotShares(dotsPerSecond, phase);
          expect(Math.abs(shares.length - dotsPerSecond * travelSeconds)).toBeLessThanOrEqual(1);
          for (const share of shares) expect(share >= 0 && share < 1).toBe(true);
        },
      ),
    );
  });

  test('moves a dot along without a jump: a little later each is a little further', () => {
    const [before, after] = [dotShares(10, 3.25), dotShares(10, 3.26)];
    for (const [dot, share] of before.entries())
      expect(after[dot]! - share).toBeCloseTo(0.01 / (10 * travelSeconds), 9);
  });
});
