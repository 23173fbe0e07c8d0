import { describe, expect, it } from 'vitest';
import { nativeRatioLines, nativeRatios } from '../../src/tools/bench/inference/native-runtime.ts';
import recorded from '../../src/tools/bench/inference/native-runtime.json' with { type: 'json' };

describe('the recorded ratio to the native runtime', () => {
  it('has a time of each side for every batch size of every model, with its machine and versions', () => {
    for (const { chromium, native } of recorded.models) {
      expect(chromium).toHaveLength(recorded.batchSizes.length);
      expect(native).toHaveLength(recorded.batchSizes.length);
    }
    for (const text of [recorded.machine, recorded.chromium, recorded.native]) expect(text).not.toBe('');
    expect(recorded.measuredOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it('is that of the prototype’s own report', () => {
    const network = nativeRatios().find(({ model }) => model === 'network of 2 layers of 64 units')!;
    expect([1, 8, 64, 256, 1024].map((size) => network.ratios.get(size)!.toFixed(1))).toEqual([
      '1.4',
      '1.7',
      '2.4',
      '3.2',
      '4.6',
    ]);
  });

  it('is told in a line for each model', () => {
    expect(nativeRatioLines()).toHaveLength(1 + recorded.models.length);
    expect(nativeRatioLines()[1]).toBe('  logistic regression: 2.2, 1.5, 1.8, 2.1');
  });
});
