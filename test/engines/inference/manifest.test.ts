import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../widgets/kit/problem.ts';
import {
  defaultRow,
  type ModelManifest,
  modelSource,
  parseManifest,
  variantId,
  variantSource,
} from '../../../widgets/engines/inference/manifest.ts';

const shipped = () => JSON.parse(readFileSync('public/models/titanic-mlp.json', 'utf8'));

describe('parseManifest', () => {
  it('accepts the manifest of the course, unchanged', () => {
    expect(parseManifest(shipped())).toEqual({ ok: true, value: shipped() });
  });

  it('names every fault with its place', () => {
    const manifest = shipped();
    manifest.sha256 = 'abc';
    delete manifest.input.features[1].choices;
    delete manifest.input.features[2].maximum;
    manifest.metrics.accuracy = 81;
    const parsed = parseManifest(manifest);
    expect(parsed.ok ? [] : parsed.problems.map(formatProblem)).toMatchInlineSnapshot(`
      [
        "sha256: expected 64 hexadecimal digits in lower case, found "abc". Run \`npm run models\` to write the manifest again.",
        "input.features[1]: expected choices for a feature of kind "choice", found an object. Run \`npm run models\` to write the manifest again.",
        "input.features[2]: expected a minimum and a maximum for a feature of kind "number", found an object. Run \`npm run models\` to write the manifest again.",
        "metrics.accuracy: expected at most 1, found 81. Run \`npm run models\` to write the manifest again.",
      ]
    `);
  });
});

describe('modelSource', () => {
  it('puts the file beside its manifest and carries everything that is checked', () => {
    const manifest = shipped();
    expect(modelSource(manifest, '/course/models/')).toEqual({
      url: '/course/models/titanic-mlp.onnx',
      sha256: manifest.sha256,
      bytes: manifest.bytes,
      inputName: 'features',
      outputName: 'probability',
      featureCount: 7,
    });
  });
});

describe('variantSource', () => {
  it('carries what making the variant needs, and variantId tells variants apart', () => {
    const manifest = shipped();
    const choice = { hiddenUnits: 2048, precision: 'int8' } as const;
    expect(variantSource(manifest, '/models/', choice)).toEqual({
      ...modelSource(manifest, '/models/'),
      variant: { ...choice, layerInputRanges: manifest.network.inputRanges },
    });
    expect(variantId(manifest, choice)).toBe('titanic-mlp-wide-2048-int8');
    expect(variantId(manifest, { precision: 'float16' })).toBe('titanic-mlp-float16');
    expect(variantId(manifest, { precision: 'float32' })).toBe('titanic-mlp');
  });

  it('refuses widths that cannot be built, and models that are no float32 network', () => {
    const make = (manifest: ModelManifest, hiddenUnits: number) => () =>
      variantSource(manifest, '/models/', { hiddenUnits, precision: 'float32' });
    expect(make(shipped(), 32)).toThrow('"titanic-mlp" can have 64 to 4096 units in a layer, not 32.');
    expect(make(shipped(), 64.5)).toThrow('not 64.5');
    expect(make(shipped(), 5000)).toThrow('not 5000');
    const { network: _, ...trees } = shipped();
    expect(make(trees, 64)).toThrow('is no float32 network');
  });
});

describe('defaultRow', () => {
  it('has one number per feature, within the form’s range', () => {
    const manifest = shipped();
    const row = defaultRow(manifest);
    for (const [index, feature] of manifest.input.features.entries()) {
      if (feature.kind === 'choice')
        expect(feature.choices.map((choice: { value: number }) => choice.value)).toContain(row[index]);
      else expect(row[index]).toSatisfy((value: number) => value >= feature.minimum && value <= feature.maximum);
    }
    expect(row).toHaveLength(7);
  });
});
