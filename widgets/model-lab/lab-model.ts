import {
  type ModelManifest,
  modelSource,
  type VariantChoice,
  variantId,
  variantSource,
} from '../engines/inference/manifest.ts';
import type { ModelSource } from '../engines/inference/client.ts';
import { variantBytes } from '../engines/inference/onnx/variant-size.ts';
import { formatBytes } from '../kit/format.ts';
import type { FormFeature } from '../kit/form-feature.ts';
import type { Parsed } from '../kit/problem.ts';

/** Largest `.onnx` file of one's own, in bytes: the inference engine takes no larger one. */
export const ownModelByteLimit = 50_000_000;

/** A model that can be loaded here: one of the course, a variant that is made of one, or a file of the learner's own. */
export interface LabModel {
  readonly id: string;
  readonly title: string;
  /** The title without its subject, for charts and the heads of tables. */
  readonly label: string;
  /** Size of the file that is fetched. */
  readonly bytes: number;
  readonly source: ModelSource;
  /** What a probability of this model is the probability of. */
  readonly meaning: string;
  /** The manifest of a course's model; null for a file of one's own, of which nothing is known but the bytes. */
  readonly manifest: ModelManifest | null;
  /** What it was made of and how; null for a model that is opened as it is. */
  readonly variant: Variant | null;
}

/** A variant that the worker makes of a model of the course. */
export interface Variant {
  readonly of: LabModel;
  readonly choice: VariantChoice;
  /** About how large its file would be. */
  readonly bytes: number;
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
    variant: null,
  };
}

/** Widest hidden layer that the lab makes: two of them are 16.9 MB in float32. */
const widestVariant = 2048;

/** The widths to choose from: the model's own, and the powers of two above it; none for a model without hidden layers. */
export function variantWidths({ manifest }: LabModel): readonly number[] {
  const narrowest = Math.max(0, ...(manifest?.network?.units.slice(1, -1) ?? []));
  const widths = [];
  for (let width = narrowest; width > 0 && width <= widestVariant; width *= 2) widths.push(width);
  return widths;
}

/** Another width or precision of a model of the course; the model itself where neither differs. Only for a model with a network. */
export function variantModel(base: LabModel, choice: VariantChoice): LabModel {
  const { manifest } = base;
  if (!manifest?.network) throw new RangeError(`No variant can be made of "${base.title}".`);
  const { units } = manifest.network;
  const isWider = choice.hiddenUnits !== undefined && choice.hiddenUnits !== Math.max(...units.slice(1, -1));
  const { precision } = choice;
  if (!isWider && precision === 'float32') return base;
  const made: VariantChoice = isWider ? choice : { precision };
  const words = [isWider && `widened to ${choice.hiddenUnits}`, precision !== 'float32' && precision].filter(Boolean);
  const folderUrl = base.source.url.slice(0, -manifest.file.length);
  return {
    ...base,
    id: variantId(manifest, made),
    title: [base.title, ...words].join(', '),
    label: [base.label, ...words].join(', '),
    source: variantSource(manifest, folderUrl, made),
    variant: { of: base, choice: made, bytes: variantBytes(base.bytes, units, made) },
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
      variant: null,
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
