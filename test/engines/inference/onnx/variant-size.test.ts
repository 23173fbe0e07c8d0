import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ModelManifest } from '../../../../widgets/engines/inference/manifest.ts';
import { precisions } from '../../../../widgets/engines/inference/onnx/precision.ts';
import { makeVariant } from '../../../../widgets/engines/inference/onnx/variant.ts';
import { variantBytes } from '../../../../widgets/engines/inference/onnx/variant-size.ts';

const bases = ['titanic-mlp', 'titanic-distilled', 'titanic-logistic'].map((id) => ({
  manifest: JSON.parse(readFileSync(`public/models/${id}.json`, 'utf8')) as ModelManifest,
  file: readFileSync(`public/models/${id}.onnx`),
}));

describe('variantBytes', () => {
  it.each(bases.flatMap((base) => precisions.map((precision) => [base.manifest.id, precision, base] as const)))(
    'says of %s in %s what making it comes to',
    (id, precision, { manifest, file }) => {
      for (const hiddenUnits of id === 'titanic-logistic' ? [undefined] : [undefined, 256, 1024]) {
        const { units, inputRanges: layerInputRanges } = manifest.network!;
        const made = makeVariant(file, { precision, hiddenUnits, layerInputRanges });
        const said = variantBytes(manifest.bytes, units, { precision, hiddenUnits });
        // What is not counted: the digits of a width in names and sizes, a few bytes each.
        expect(Math.abs(made.length - said)).toBeLessThan(50);
      }
    },
  );
});
