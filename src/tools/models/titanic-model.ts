import { createHash } from 'node:crypto';
import type { ModelManifest } from '../../../widgets/engines/inference/manifest.ts';
import { type Network, predictPrepared, roundToFloat32 } from './network.ts';
import { encodeModel } from './onnx-writer.ts';
import { learnPreparation, type Preparation, prepare, preparedCount } from './preparation.ts';
import { parsePassengers, type Passenger, splitPassengers } from './titanic-data.ts';
import { formExamples, formFeatures } from './titanic-form.ts';
import { inputName, outputName, titanicGraph } from './titanic-graph.ts';
import { titanicMetrics } from './titanic-metrics.ts';
import { type TrainingSetting, trainNetwork } from './train.ts';

/** Fixed by five-fold cross-validation on the training rows (`npm run models -- --cross-validate`), never on the test rows. */
export const trainingSetting: TrainingSetting = {
  sizes: [preparedCount, 64, 64, 1],
  epochs: 15,
  batchSize: 32,
  learningRate: 0.001,
  weightDecay: 0.3,
  seed: 1,
};

export interface TitanicModel {
  readonly train: readonly Passenger[];
  readonly test: readonly Passenger[];
  readonly preparation: Preparation;
  /** With the float32 numbers that the file holds. */
  readonly network: Network;
  /** The `.onnx` file. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly manifest: ModelManifest;
}

/** Trains and exports the model from the text of `titanic.csv`. The same text gives the same bytes on every machine; about a second. */
export function buildTitanicModel(csv: string): TitanicModel {
  const { train, test } = splitPassengers(parsePassengers(csv));
  const preparation = learnPreparation(train);
  const network = roundToFloat32(trainNetwork(trainingRows(train, preparation), trainingSetting));
  const bytes = encodeModel(titanicGraph(preparation, network));
  const probabilities = test.map((passenger) => predictPassenger(passenger, preparation, network));
  const manifest: ModelManifest = {
    id: 'titanic-mlp',
    title: 'Titanic survival, two layers of 64',
    file: 'titanic-mlp.onnx',
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    input: { name: inputName, features: formFeatures(train) },
    output: { name: outputName, meaning: 'Probability that the passenger survived' },
    metrics: titanicMetrics(train, test, probabilities),
    data: {
      title: 'Titanic passengers: 1,309 rows, seven features',
      licence:
        'OpenML data set 40945 states the licence "Public"; the R package titanic, which holds the same passengers, is CC0.',
      provenance:
        'Encyclopedia Titanica and Eaton & Haas, to "titanic3" by Frank E. Harrell Jr. and Thomas Cason (Vanderbilt Biostatistics), to OpenML data set 40945, to the test fixture of scikit-learn 1.2.1 (BSD-3-Clause) in Debian; reduced to seven features and the outcome, without names, tickets and cabins.',
    },
    trainedWith: describeTraining(trainingSetting),
    examples: formExamples(test),
  };
  return { train, test, preparation, network, bytes, manifest };
}

export function trainingRows(rows: readonly Passenger[], preparation: Preparation) {
  return rows.map(({ features, survived }) => ({ inputs: prepare(features, preparation), target: survived }));
}

/** The trained network's own answer, without ONNX. */
export function predictPassenger(passenger: Passenger, preparation: Preparation, network: Network): number {
  return predictPrepared(network, prepare(passenger.features, preparation));
}

function describeTraining({ epochs, batchSize, learningRate, weightDecay, seed }: TrainingSetting): string {
  return `npm run models: plain TypeScript, Adam, learning rate ${learningRate}, weight decay ${weightDecay}, ${epochs} epochs in batches of ${batchSize}, seed ${seed}`;
}
