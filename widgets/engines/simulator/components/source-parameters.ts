import * as z from '../../../kit/zod.ts';
import { arrivalProcesses, trafficProcesses } from '../arrivals/index.ts';
import { booleanParameter, integerParameter, numberParameter, type Parameter, placeParameters } from '../parameter.ts';
import { familyParameters, type Variant } from '../variant.ts';

const payloadBytes = integerParameter({
  label: 'Size',
  unit: 'bytes',
  minimum: 0,
  maximum: 1e9,
  default: 1000,
  meaning: 'Bytes that one request carries; what links and logs charge for.',
  source: 'Assumption: one row of features as JSON is about 1 kB.',
});

const payloadCv = numberParameter({
  label: 'Spread of the size',
  unit: '',
  minimum: 0,
  maximum: 20,
  default: 0,
  meaning: 'Standard deviation of the size divided by its mean: 0 makes all alike, otherwise sizes are lognormal.',
  source: 'Assumption: sizes of files and prompts are close to lognormal (Downey 2001).',
});

const answerBytes = integerParameter({
  label: 'Size of the answer',
  unit: 'bytes',
  minimum: 0,
  maximum: 1e9,
  default: 0,
  meaning: 'Bytes that the answer carries back over links; 0 when they are too few to count.',
  source: 'Assumption: a prediction is short.',
});

const keyCount = integerParameter({
  label: 'Keys',
  unit: 'keys',
  minimum: 1,
  maximum: 1_000_000,
  default: 1000,
  meaning: 'Number of different keys, for example users.',
  source: 'Scenario format.',
});

const zipfExponent = numberParameter({
  label: 'Skew of the keys',
  unit: '',
  minimum: 0,
  maximum: 5,
  default: 0,
  meaning: 'Key k comes in proportion to 1/k^s: 0 makes all keys equally likely, 1 makes a few keys dominate.',
  source: 'Zipf distribution.',
});

const churnEverySeconds = numberParameter({
  label: 'Churn of the keys',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e9,
  default: null,
  meaning: 'Every so many seconds two keys drawn at random swap their popularity. Left out, it never changes.',
  source: 'Swaps of ranks in an independent reference model; popularity that moves: Traverso et al. 2013.',
});

/** `keys` of a source: how many, how unevenly they come, and how fast that moves. */
const keysSchema = z.strictObject({
  count: keyCount.schema,
  zipfExponent: z._default(zipfExponent.schema, 0),
  churnEverySeconds: z.optional(churnEverySeconds.schema),
});
export type Keys = z.output<typeof keysSchema>;

/** Classes of requests for stations with priorities, and the share of each; 1 is served first. */
const prioritiesSchema = z
  .array(z.strictObject({ class: z.int().check(z.gte(1), z.lte(255)), share: z.number().check(z.gte(0), z.lte(1e9)) }))
  .check(
    z.minLength(1),
    z.maxLength(255),
    z.refine((list) => new Set(list.map((entry) => entry.class)).size === list.length, {
      message: 'each class once | Add the shares up in one entry.',
    }),
    z.refine((list) => list.some((entry) => entry.share > 0), {
      message: 'a share above 0 | Give at least one class a positive share.',
    }),
  );
export type Priorities = z.output<typeof prioritiesSchema>;

const personalData = booleanParameter({
  label: 'Personal data',
  default: false,
  meaning:
    'Whether what it sends tells something of a person. It changes no result; the builder says where such data leaves its region.',
  source: 'Regulation (EU) 2016/679, articles 4(1) and 44: personal data, and its transfer to other countries.',
});

/** The keys that every source may have. */
export const sourceShape = {
  /** Left out: requests have no key. */
  keys: z.optional(keysSchema),
  payloadBytes: z._default(payloadBytes.schema, 1000),
  payloadCv: z._default(payloadCv.schema, 0),
  answerBytes: z._default(answerBytes.schema, 0),
  /** Left out: it tells of nobody. */
  personalData: z.optional(personalData.schema),
  /** Left out: every request is of class 1. */
  priorities: z.optional(prioritiesSchema),
};

export const sourceParameters: readonly Parameter[] = placeParameters(
  {
    'keys.count': keyCount,
    'keys.zipfExponent': zipfExponent,
    'keys.churnEverySeconds': churnEverySeconds,
    payloadBytes,
    payloadCv,
    answerBytes,
    personalData,
  },
  {
    optional: [
      ...['keys.count', 'keys.zipfExponent', 'keys.churnEverySeconds', 'payloadBytes', 'payloadCv', 'answerBytes'],
      'personalData',
    ],
  },
);

/** The parameters of `arrivals`; traffic has one process more. */
export function arrivalParameters({ isOptional = false, isAnswered = false } = {}): Parameter[] {
  const choice = {
    label: 'Arrivals',
    default: 'poisson',
    meaning: 'How requests are spread over time.',
    source: 'Scenario format.',
  };
  const processes: readonly Variant[] = isAnswered ? trafficProcesses : arrivalProcesses;
  return familyParameters('arrivals', 'process', processes, choice, isOptional);
}
