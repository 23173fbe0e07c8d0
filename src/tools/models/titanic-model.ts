import { createHash } from 'node:crypto';
import type { ModelManifest } from '../../../widgets/engines/inference/manifest.ts';
import { encodeModel } from '../../../widgets/engines/inference/onnx/encode-model.ts';
import { describeModel } from './describe-model.ts';
import { type Draft, draftModels } from './draft-models.ts';
import { reference } from './recipes/index.ts';
import { parsePassengers, type Passenger, splitPassengers } from './titanic-data.ts';

/** A model file with everything that is said of it. */
export interface TitanicModel {
  readonly train: readonly Passenger[];
  readonly test: readonly Passenger[];
  /** The `.onnx` file. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly manifest: ModelManifest;
  /** What the file should predict for a row of features, computed without ONNX. */
  readonly predict: (features: readonly number[]) => number;
}

/** Trains and exports every model of the course from the text of `titanic.csv`. The same text gives the same bytes on every machine; some five seconds. */
export function buildTitanicModels(csv: string): TitanicModel[] {
  const { train, test } = splitPassengers(parsePassengers(csv));
  const drafts = draftModels(train);
  const answers = (draft: Draft) => test.map(({ features }) => draft.predict(features));
  const referenceAnswers = answers(drafts.find(({ id }) => id === reference.id)!);
  return drafts.map((draft) => {
    const bytes = encodeModel(draft.graph);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const manifest = describeModel(
      draft,
      { bytes: bytes.length, sha256 },
      { train, test },
      answers(draft),
      referenceAnswers,
    );
    return { train, test, bytes, manifest, predict: draft.predict };
  });
}
