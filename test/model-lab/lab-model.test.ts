import { describe, expect, it } from 'vitest';
import { courseModel, variantModel, variantWidths } from '../../widgets/model-lab/lab-model.ts';
import { changeOf, describeChange } from '../../widgets/model-lab/variant-change.ts';
import { shippedManifest } from './shipped.ts';

const model = (id: string) => courseModel(shippedManifest(id), '/models/');
const mlp = model('titanic-mlp');

describe('variantWidths', () => {
  it('are the own width and the powers of two above it, up to 2048; none without hidden layers', () => {
    expect(variantWidths(mlp)).toEqual([64, 128, 256, 512, 1024, 2048]);
    expect(variantWidths(model('titanic-distilled'))).toEqual([16, 32, 64, 128, 256, 512, 1024, 2048]);
    expect(variantWidths(model('titanic-logistic'))).toEqual([]);
    expect(variantWidths(model('titanic-trees'))).toEqual([]);
  });
});

describe('variantModel', () => {
  it('has an id, a name and a size of its own, and is made of the same file', () => {
    const wide = variantModel(mlp, { hiddenUnits: 2048, precision: 'int8' });
    expect(wide).toMatchObject({
      id: 'titanic-mlp-wide-2048-int8',
      label: 'Two layers of 64, widened to 2048, int8',
      source: { url: mlp.source.url, sha256: mlp.source.sha256, variant: { hiddenUnits: 2048, precision: 'int8' } },
      variant: { of: mlp },
    });
    expect(wide.variant!.bytes / 2048 ** 2).toBeCloseTo(1, 1);
  });

  it('is the model itself where nothing is asked to differ, and is refused for a model without a network', () => {
    expect(variantModel(mlp, { precision: 'float32' })).toBe(mlp);
    expect(variantModel(mlp, { hiddenUnits: 64, precision: 'float32' })).toBe(mlp);
    expect(variantModel(model('titanic-logistic'), { precision: 'int4' }).id).toBe('titanic-logistic-int4');
    expect(() => variantModel(model('titanic-trees'), { precision: 'int8' })).toThrow('No variant can be made');
  });
});

describe('describeChange', () => {
  it('calls rounding what is rounding, and counts what is more', () => {
    expect(describeChange(changeOf([0.5, 0.2], [0.5, 0.2 + 6e-8]))).toBe(
      'Asked for the 2 held-out rows, it gives the probabilities of the network it was made of: they differ by at most 0.00000006, which is rounding.',
    );
    expect(describeChange(changeOf([0.49, 0.2], [0.51, 0.2]))).toBe(
      'Asked for the 2 held-out rows, its probabilities differ from those of the network it was made of by at most 2.0 points, and 1 row changes sides.',
    );
  });
});
