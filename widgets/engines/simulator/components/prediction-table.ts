import * as z from '../../../kit/zod.ts';
import { numberParameter, placeParameters } from '../parameter.ts';
import { PredictionTableStation } from '../stations/prediction-table-station.ts';
import { commonShape, defineComponent, idSchema, toShape } from './component-kind.ts';

const lookupSeconds = numberParameter({
  label: 'Time of a look-up',
  unit: 'seconds',
  minimum: 0,
  maximum: 60,
  default: 0.005,
  meaning: 'Time until the table has answered, found or not; any number at once.',
  source: 'Assumed: key-value stores such as Amazon DynamoDB answer within single-digit milliseconds.',
});

const meanEntityAgeSeconds = numberParameter({
  label: 'Age of the entities',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e9,
  default: 86_400,
  meaning:
    'Mean age of who or what is asked about, exponential; those younger than the snapshot are missing from the table. Left out, nobody is new.',
  source: 'Scenario format; the share of requests about new entities is a property of the service: assumed.',
});

const expiresAfterSeconds = numberParameter({
  label: 'Predictions expire after',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e9,
  default: 172_800,
  meaning:
    'Predictions whose rows were taken longer ago are not used any more. Left out, they are used until the next.',
  source: 'Scenario format; two missed nightly runs.',
});

const schema = z.strictObject({
  ...commonShape,
  kind: z.literal('predictionTable'),
  /** The batch job whose predictions these are; left out: the only one of the scenario. */
  job: z.optional(idSchema),
  lookupSeconds: z._default(lookupSeconds.schema, 0.005),
  meanEntityAgeSeconds: z.optional(meanEntityAgeSeconds.schema),
  expiresAfterSeconds: z.optional(expiresAfterSeconds.schema),
  /** Where requests go whose prediction is not there; left out: they are answered with a default and counted. */
  ...toShape,
});
export type PredictionTableSettings = z.output<typeof schema>;

/** Published predictions, looked up by key. */
export const predictionTable = defineComponent({
  kind: 'predictionTable',
  label: 'Prediction table',
  family: 'transport and state',
  meaning:
    'Answers requests from the predictions that a batch job has published; what is missing or too old goes on to a fallback.',
  parameters: placeParameters(
    { lookupSeconds, meanEntityAgeSeconds, expiresAfterSeconds },
    { optional: ['lookupSeconds', 'meanEntityAgeSeconds', 'expiresAfterSeconds'] },
  ),
  example: { kind: 'predictionTable', lookupSeconds: 0.005 },
  schema,
  build: (settings, context) => new PredictionTableStation(settings, context),
});
