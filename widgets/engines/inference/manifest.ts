import * as z from '../../kit/zod.ts';
import { parseWith } from '../../kit/parse-with.ts';
import type { Parsed } from '../../kit/problem.ts';
import type { FeatureRow, ModelSource } from './messages.ts';
import { type Precision, precisions } from './onnx/precision.ts';
import { widestHiddenLayer } from './onnx/widen.ts';

const name = z.string().check(z.minLength(1));
const share = z.number().check(z.gte(0), z.lte(1));
const count = z.int().check(z.positive());

const featureSchema = z
  .object({
    /** The feature's name in code and data. */
    name,
    /** What the form calls it. */
    label: name,
    /** `number` is typed or slid; `choice` is picked from `choices`. */
    kind: z.enum(['number', 'choice']),
    unit: z.optional(z.string()),
    /** Smallest and largest value the form takes: the range of the training rows, rounded outwards. */
    minimum: z.optional(z.number()),
    maximum: z.optional(z.number()),
    step: z.optional(z.number().check(z.positive())),
    choices: z.optional(z.array(z.object({ label: name, value: z.number() })).check(z.minLength(2))),
    /** What the form shows first. */
    default: z.number(),
    /** Whether "unknown" may be given; the model then fills in a typical value. */
    mayBeUnknown: z.boolean(),
  })
  .check(
    z.refine(
      (feature) => feature.kind !== 'choice' || feature.choices !== undefined,
      'choices for a feature of kind "choice"',
    ),
    z.refine(
      (feature) => feature.kind !== 'number' || (feature.minimum !== undefined && feature.maximum !== undefined),
      'a minimum and a maximum for a feature of kind "number"',
    ),
  );

const groupSchema = z.object({
  /** For example `women` or `third class`. */
  label: name,
  testRows: count,
  /** Share of the group's test rows predicted rightly. */
  accuracy: share,
  /** 95 % Wilson score interval of the accuracy. */
  accuracyInterval95: z.tuple([share, share]),
  /** Share who survived, and the mean predicted probability. */
  observedShare: share,
  meanProbability: share,
});

/** Schema of a model's manifest, the file beside each `.onnx`. It is written by `npm run models`. */
export const manifestSchema = z.object({
  /** The same as the file's name without its ending. */
  id: name,
  /** Id of the model card; the precisions of a model have one together. */
  card: name,
  title: name,
  /** How the weights are stored; trees are float32. */
  precision: z.enum(precisions),
  /** File name, in the manifest's own folder. */
  file: name,
  bytes: count,
  /** Lower-case hexadecimal. */
  sha256: z.string().check(z.refine((text) => /^[0-9a-f]{64}$/.test(text), '64 hexadecimal digits in lower case')),
  /** The one input: float32 of shape [rows, features], in this order. */
  input: z.object({ name, features: z.array(featureSchema).check(z.minLength(1)) }),
  /** The one output: float32 of shape [rows, 1]. */
  output: z.object({ name, meaning: name }),
  /** What making another variant from this file needs (`onnx/variant.ts`); absent where none can be made. */
  network: z.optional(
    z.object({
      /** Units of each layer, the prepared input's first, the output's 1 last. */
      units: z.array(count).check(z.minLength(2)),
      /** For each layer, the smallest and the largest number that entered it over the training rows. */
      inputRanges: z.array(z.tuple([z.number(), z.number()])),
    }),
  ),
  metrics: z.object({
    trainRows: count,
    testRows: count,
    /** Share of test rows predicted rightly at a threshold of one half. */
    accuracy: share,
    /** 95 % Wilson score interval of the accuracy. */
    accuracyInterval95: z.tuple([share, share]),
    /** The accuracy of always giving the commoner answer of the training rows. */
    baselineAccuracy: share,
    /** Area under the receiver operating characteristic. */
    auc: share,
    /** Mean of −ln(probability given to what happened). */
    logLoss: z.number().check(z.nonnegative()),
    /** Mean squared difference between probability and outcome. */
    brierScore: share,
    groups: z.array(groupSchema),
    /** Test rows by predicted probability, in bins of equal width; empty bins are left out. */
    calibration: z.array(
      z.object({ from: share, to: share, rows: count, meanProbability: share, observedShare: share }),
    ),
  }),
  /** Beside another model on the same test rows; absent for that model itself. */
  comparison: z.optional(
    z.object({
      /** Id of the other model. */
      with: name,
      /** Test rows that only this model, and only the other one, predicts rightly. */
      onlyThisRight: z.int().check(z.nonnegative()),
      onlyOtherRight: z.int().check(z.nonnegative()),
      /** This model's accuracy less the other's, and its 95 % interval for paired rows (Bonett and Price 2012). */
      difference: z.number(),
      differenceInterval95: z.tuple([z.number(), z.number()]),
    }),
  ),
  /** The data card's id, and what a reader of the manifest alone should know of the data and of the split. */
  data: z.object({ card: name, title: name, licence: name, provenance: name, split: name }),
  /** Toolchain and settings that made the file. */
  trainedWith: name,
  /** Rows to start from; `null` is unknown. */
  examples: z
    .array(
      z.object({
        label: name,
        features: z.array(z.nullable(z.number())),
        /** What happened: 1 survived, 0 did not. Not shown before the prediction. */
        outcome: z.optional(z.literal([0, 1])),
      }),
    )
    .check(z.minLength(1)),
});

export type ModelManifest = z.infer<typeof manifestSchema>;
export type ModelFeature = ModelManifest['input']['features'][number];

/** A manifest from a file; or every reason why it is none. Unknown keys are dropped. */
export function parseManifest(input: unknown): Parsed<ModelManifest> {
  return parseWith(manifestSchema, input, () => ({ fix: 'Run `npm run models` to write the manifest again.' }));
}

/** What `InferenceClient.load` needs of a manifest. `folderUrl` is the address of the manifest's folder, with its closing slash. */
export function modelSource(manifest: ModelManifest, folderUrl: string): ModelSource {
  return {
    url: folderUrl + manifest.file,
    sha256: manifest.sha256,
    bytes: manifest.bytes,
    inputName: manifest.input.name,
    outputName: manifest.output.name,
    featureCount: manifest.input.features.length,
  };
}

/** Width and precision of a variant that is made on the device. */
export interface VariantChoice {
  /** Units of every hidden layer; absent leaves them as they are. */
  readonly hiddenUnits?: number | undefined;
  readonly precision: Precision;
}

/** What `InferenceClient.load` needs to make and open a variant of a float32 network. Throws a RangeError for a model that is none. */
export function variantSource(manifest: ModelManifest, folderUrl: string, choice: VariantChoice): ModelSource {
  const { network } = manifest;
  if (!network) throw new RangeError(`"${manifest.id}" is no float32 network: no variant can be made of it.`);
  const narrowest = Math.max(...network.units.slice(1, -1));
  const { hiddenUnits } = choice;
  if (
    hiddenUnits !== undefined &&
    (!Number.isInteger(hiddenUnits) || hiddenUnits < narrowest || hiddenUnits > widestHiddenLayer)
  )
    throw new RangeError(
      `"${manifest.id}" can have ${narrowest} to ${widestHiddenLayer} units in a layer, not ${hiddenUnits}.`,
    );
  return { ...modelSource(manifest, folderUrl), variant: { ...choice, layerInputRanges: network.inputRanges } };
}

/** Id of a variant, under which its curve is kept: `titanic-mlp-wide-2048-int8`. */
export function variantId(manifest: ModelManifest, { hiddenUnits, precision }: VariantChoice): string {
  const width = hiddenUnits === undefined ? '' : `-wide-${hiddenUnits}`;
  return `${manifest.id}${width}${precision === 'float32' ? '' : `-${precision}`}`;
}

/** The row that the form shows first. */
export function defaultRow(manifest: ModelManifest): FeatureRow {
  return manifest.input.features.map((feature) => feature.default);
}
