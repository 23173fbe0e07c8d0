import * as z from 'zod';

const seconds = z.number().nonnegative();
const share = z.number().min(0).max(1);
const figures = z.strictObject({
  offered: z.int().nonnegative(),
  answered: z.int().nonnegative(),
  rejected: z.int().nonnegative(),
  meanSeconds: seconds.nullable(),
  p50Seconds: seconds.nullable(),
  p95Seconds: seconds.nullable(),
  p99Seconds: seconds.nullable(),
  meanBatchSize: z.number().min(1).nullable(),
  throughputPerSecond: z.number().nonnegative(),
  utilisation: z.number().nonnegative(),
});
/** Predicted over observed, less 1. */
const error = z.number().gt(-1).nullable();
const medians = z.strictObject({ mean: error, p50: error, p95: error, p99: error });

const result = z.strictObject({
  name: z.string().min(1),
  model: z.string().min(1),
  load: share,
  isBatched: z.boolean(),
  isBursty: z.boolean(),
  requestSeconds: seconds,
  tries: z.int().positive(),
  predicted: figures,
  observed: figures,
  errors: z.strictObject({ ...medians.shape, utilisation: error, throughput: error, batchSize: error }),
  meanErrorInterval95: z.tuple([z.number(), z.number()]).readonly().nullable(),
  modelSlowdown: z.number().positive().nullable(),
  messageSeconds: z.number().nullable(),
  sentLateP50Seconds: z.number().nullable(),
  sentLateP95Seconds: z.number().nullable(),
  sentLateShare: share.nullable(),
  meanErrorWithRunsTimes: error,
  batchOverheadSeconds: seconds,
  slowdown: z.number().positive(),
  delaySeconds: seconds,
  calibrations: z.int().positive(),
  splitHalfOfMean: error,
  callSpread: z.number().nonnegative(),
  otherProgramsShare: share,
  contentionShare: share,
  light: z.enum(['free', 'shared', 'busy']),
  driftRelative: z.number().gt(-1),
  garbageCollections: z.strictObject({ count: z.int().nonnegative(), totalSeconds: seconds, longestSeconds: seconds }),
});

/** Schema of `content/validation/fidelity.json`, which the site shows: what `npm run bench -- fidelity --write` found on one machine, once. */
export const fidelityReportSchema = z.strictObject({
  measuredAt: z.iso.datetime(),
  machine: z.strictObject({
    device: z.string().min(1),
    processors: z.int().positive(),
    node: z.string().min(1),
    /** Version of onnxruntime-web. */
    runtime: z.string().min(1),
  }),
  setting: z.strictObject({
    secondsPerRun: z.number().positive(),
    replications: z.int().positive(),
    tries: z.int().positive(),
  }),
  models: z.array(
    z.strictObject({ name: z.string(), id: z.string(), rowsPerRequest: z.int().positive(), bytes: z.int().positive() }),
  ),
  summary: z.strictObject({
    cases: z.int().positive(),
    litCases: z.int().nonnegative(),
    medianError: medians,
    medianErrorInTheDark: medians,
    largestMeanErrorInTheDark: z.number().nonnegative().nullable(),
    medianMeanErrorWithRunsTimes: z.number().nonnegative().nullable(),
    medianSplitHalfOfMean: z.number().nonnegative().nullable(),
    goals: z.strictObject({ medianMean: share, medianP95: share, largest: share }),
  }),
  results: z.array(result).min(1),
});
export type FidelityReport = z.output<typeof fidelityReportSchema>;

export const FIDELITY_FILE = new URL('../../../../content/validation/fidelity.json', import.meta.url);

/** JSON with six digits of every number, which is more than was measured. */
export function formatReport(report: FidelityReport): string {
  const short = (_: string, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
  return `${JSON.stringify(report, short, 1)}\n`;
}
