import * as z from '../../../kit/zod.ts';
import { shiftParameters, shiftSchema } from '../batch/shift.ts';
import { placeParameters } from '../parameter.ts';
import { serviceTimeParameters, serviceTimeSchema } from '../service/schema.ts';
import { BatchJobStation } from '../stations/batch-job-station.ts';
import * as parameter from './batch-job-parameters.ts';
import { commonShape, defineComponent, toShape } from './component-kind.ts';
import { instance, purchase } from './compute-parameters.ts';

const schema = z.strictObject({
  ...commonShape,
  kind: z.literal('batchJob'),
  workers: z._default(parameter.workers.schema, 1),
  chunkRows: parameter.chunkRows.schema,
  startupSeconds: z._default(parameter.startupSeconds.schema, 0),
  serviceTime: serviceTimeSchema,
  concurrencyPolicy: z._default(parameter.concurrencyPolicy.schema, 'Forbid'),
  missedRows: z._default(parameter.missedRows.schema, 'kept'),
  startingDeadlineSeconds: z.optional(parameter.startingDeadlineSeconds.schema),
  deadlineSeconds: z.optional(parameter.deadlineSeconds.schema),
  activeDeadlineSeconds: z.optional(parameter.activeDeadlineSeconds.schema),
  backoffLimit: z._default(parameter.backoffLimit.schema, 6),
  taskFailureProbability: z._default(parameter.taskFailureProbability.schema, 0),
  /** Left out: all workers are alike. */
  stragglers: z.optional(
    z.strictObject({
      probability: parameter.stragglerProbability.schema,
      factor: parameter.stragglerFactor.schema,
    }),
  ),
  backupTasks: z._default(parameter.backupTasks.schema, false),
  /** Left out: machines stay. */
  spot: z.optional(
    z.strictObject({
      meanSeconds: parameter.meanSeconds.schema,
      noticeSeconds: z._default(parameter.noticeSeconds.schema, 0),
      restartSeconds: z._default(parameter.restartSeconds.schema, 120),
    }),
  ),
  /** Left out: what is interrupted or fails begins again. */
  checkpoint: z.optional(
    z.strictObject({ everySeconds: parameter.everySeconds.schema, writeSeconds: parameter.writeSeconds.schema }),
  ),
  /** Left out: a run starts when it falls due. */
  shift: z.optional(shiftSchema),
  instance: z._default(instance.schema, 'm5.xlarge'),
  /** Left out: spot where machines are taken away, otherwise on demand. */
  purchase: z.optional(purchase.schema),
  ...toShape,
});
export type BatchJobSettings = z.output<typeof schema>;

const { workers, chunkRows, startupSeconds, stragglerProbability, stragglerFactor, ...others } = parameter;
const { meanSeconds, noticeSeconds, restartSeconds, everySeconds, writeSeconds, ...runs } = others;
const placed = {
  ...{ workers, chunkRows, startupSeconds, instance, purchase },
  ...runs,
  'stragglers.probability': stragglerProbability,
  'stragglers.factor': stragglerFactor,
  'spot.meanSeconds': meanSeconds,
  'spot.noticeSeconds': noticeSeconds,
  'spot.restartSeconds': restartSeconds,
  'checkpoint.everySeconds': everySeconds,
  'checkpoint.writeSeconds': writeSeconds,
  ...shiftParameters,
};

/** A job that scores the released rows in chunks on a pool of workers and publishes all of them at its end. */
export const batchJob = defineComponent({
  kind: 'batchJob',
  label: 'Batch job',
  family: 'compute',
  meaning: 'Scores the rows of a cycle in chunks on a pool of workers and publishes the predictions when all are done.',
  parameters: [
    ...placeParameters(placed, { optional: Object.keys(placed).filter((path) => path !== 'chunkRows') }),
    ...serviceTimeParameters(
      'affine',
      'Time of one row where the law gives the time of a request; time of the chunk where the law knows the batch size.',
    ),
  ],
  example: {
    kind: 'batchJob',
    workers: 1,
    chunkRows: 1000,
    startupSeconds: 0,
    serviceTime: { distribution: 'affine', baseSeconds: 0.01, perItemSeconds: 0.001 },
  },
  schema,
  build: (settings, context) => new BatchJobStation(settings, context),
});
