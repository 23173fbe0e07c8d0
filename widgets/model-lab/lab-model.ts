import { type ModelManifest, modelSource } from '../engines/inference/manifest.ts';
import type { ModelSource } from '../engines/inference/client.ts';
import { formatBytes } from '../kit/format.ts';
import type { FormFeature } from '../kit/form-feature.ts';
import type { Parsed } from '../kit/problem.ts';

/** Largest `.onnx` file of one's own, in bytes: the inference engine takes no larger one. */
export const ownModelByteLimit = 50_000_000;

/** A model that can be loaded here: one of the course, or a file of the learner's own. */
export interface LabModel {
  readonly id: string;
  readonly title: string;
  /** The title without its subject, for charts and the heads of tables. */
  readonly label: string;
  readonly bytes: number;
  readonly source: ModelSource;
  /** What a probability of this model is the probability of. */
  readonly meaning: string;
  /** The manifest of a course's model; null for a file of one's own, of which nothing is known but the bytes. */
  readonly manifest: ModelManifest | null;
}

/** A model of the course. `folderUrl` is the address of the folder of models, with its closing slash. */
export function courseModel(manifest: ModelManifest, folderUrl: string): LabModel {
  const { id, title, bytes, output } = manifest;
  return {
    id,
    title,
    label: withoutSubject(title),
    bytes,
    source: modelSource(manifest, folderUrl),
    meaning: output.meaning,
    manifest,
  };
}

/** `Titanic survival, two layers of 64` becomes `Two layers of 64`: where models stand beside one another, what they share need not be said again. */
function withoutSubject(title: string): string {
  const rest = title.slice(title.indexOf(', ') + 2);
  return title.includes(', ') ? rest.charAt(0).toUpperCase() + rest.slice(1) : title;
}

/** What is needed of a chosen file. */
export type ChosenFile = Pick<File, 'name' | 'size'>;

/** A file of the learner's own; or why it is not even opened. `url` is an address in this browser, which nobody else can ask for. */
export function ownModel(file: ChosenFile, url: () => string): Parsed<LabModel> {
  const refuse = (expected: string, found: string, fix: string) =>
    ({ ok: false, problems: [{ path: file.name, expected, found, fix }] }) as const;
  if (file.size > ownModelByteLimit)
    return refuse(
      `at most ${formatBytes(ownModelByteLimit)}`,
      `a file of ${formatBytes(file.size)}`,
      'Choose a smaller model: a browser tab has little memory, and the lab would stand still.',
    );
  if (file.size === 0) return refuse('a model in the ONNX format', 'an empty file', 'Export the model once more.');
  return {
    ok: true,
    value: {
      id: `own: ${file.name}`,
      title: `${file.name} (your own file)`,
      label: file.name,
      bytes: file.size,
      source: { url: url(), bytes: file.size },
      meaning: 'Answer of your model',
      manifest: null,
    },
  };
}

/** The columns of a model: those of the course's data where it takes as many numbers, else numbers without a name. */
export function featuresOf(
  model: LabModel,
  featureCount: number,
  known: readonly FormFeature[],
): readonly FormFeature[] {
  if (model.manifest) return model.manifest.input.features;
  if (featureCount === known.length) return known;
  return Array.from({ length: featureCount }, (_, index) => ({
    name: `x${index + 1}`,
    label: `Input ${index + 1}`,
    kind: 'number',
    default: 0,
    mayBeUnknown: true,
  }));
}
