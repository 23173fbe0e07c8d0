import type { ModelManifest } from '../../../widgets/engines/inference/manifest.ts';
import { denseLayers } from '../../../widgets/engines/inference/onnx/dense-layers.ts';
import { compareAnswers } from './compare-answers.ts';
import type { Draft } from './draft-models.ts';
import { reference } from './recipes/index.ts';
import { type Passenger, splitSeed } from './titanic-data.ts';
import { formExamples, formFeatures } from './titanic-form.ts';
import { inputName, outputName } from './titanic-graph.ts';
import { titanicMetrics } from './titanic-metrics.ts';

/** The manifest of a model file. `answers` and `referenceAnswers` are the probabilities of the test rows, in their order. */
export function describeModel(
  draft: Draft,
  file: { readonly bytes: number; readonly sha256: string },
  { train, test }: { readonly train: readonly Passenger[]; readonly test: readonly Passenger[] },
  answers: readonly number[],
  referenceAnswers: readonly number[],
): ModelManifest {
  const { id, recipe, precision, graph, inputRanges } = draft;
  const comparison = compareAnswers(reference.id, test, answers, referenceAnswers);
  return {
    id,
    card: recipe.id,
    title: precision === 'float32' ? recipe.title : `${recipe.title}, ${precision}`,
    precision,
    file: `${id}.onnx`,
    ...file,
    input: { name: inputName, features: formFeatures(train) },
    output: { name: outputName, meaning: 'Probability that the passenger survived' },
    ...(inputRanges && { network: describeNetwork(graph, inputRanges) }),
    metrics: titanicMetrics(train, test, answers),
    ...(id !== reference.id && { comparison }),
    data: {
      card: 'titanic',
      title: 'Titanic passengers: 1,309 rows, seven features',
      licence:
        'OpenML data set 40945 states the licence "Public"; the R package titanic, which holds the same passengers, is CC0.',
      provenance:
        'Encyclopedia Titanica and Eaton & Haas, to "titanic3" by Frank E. Harrell Jr. and Thomas Cason (Vanderbilt Biostatistics), to OpenML data set 40945, to the test fixture of scikit-learn 1.2.1 (BSD-3-Clause) in Debian; reduced to seven features and the outcome, without names, tickets and cabins.',
      split: `One random split for all models (seed ${splitSeed}): ${test.length} rows for testing, ${train.length} for training.`,
    },
    trainedWith: `npm run models: plain TypeScript, ${recipe.attempts[0].setting}${precisionNotes[precision]}`,
    examples: formExamples(test),
  };
}

const precisionNotes: Readonly<Record<Draft['precision'], string>> = {
  float32: '',
  int8: '; then weights in seven bits with a scale for each unit, and inputs of each layer in eight bits over their range in the training rows',
};

function describeNetwork(
  graph: Draft['graph'],
  inputRanges: NonNullable<Draft['inputRanges']>,
): NonNullable<ModelManifest['network']> {
  const layers = denseLayers(graph);
  return {
    units: [layers[0]!.inputs, ...layers.map(({ outputs }) => outputs)],
    inputRanges: inputRanges.map(([low, high]) => [low, high]),
  };
}
