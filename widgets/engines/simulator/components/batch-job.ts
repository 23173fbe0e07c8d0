import * as z from '../../../kit/zod.ts';
import { integerParameter, numberParameter, placeParameters } from '../parameter.ts';
import { serviceTimeParameters, serviceTimeSchema } from '../service/schema.ts';
import { BatchJobStation } from '../stations/batch-job-station.ts';
import { commonShape, defineComponent, toShape } from './component-kind.ts';
import { instance } from './compute-parameters.ts';

const workers = integerParameter({
  label: 'Workers',
  unit: 'workers',
  minimum: 1,
  maximum: 10_000,
  default: 1,
  meaning: 'Chunks that are scored at the same time, each on its own machine.',
  source: 'Scenario format.',
});

const chunkRows = integerParameter({
  label: 'Rows per chunk',
  unit: 'rows',
  minimum: 1,
  maximum: 10_000_000,
  default: 1000,
  meaning: 'Rows that one task scores; the last task of a job may have fewer.',
  source: 'Scenario format.',
});

const startupSeconds = numberParameter({
  label: 'Start-up per chunk',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e6,
  default: 0,
  meaning: 'Time that every task needs before its first row: starting the container, loading the model.',
  source: 'Scenario format; 0 unless stated.',
});

const schema = z.strictObject({
  ...commonShape,
  kind: z.literal('batchJob'),
  workers: z._default(workers.schema, 1),
  chunkRows: chunkRows.schema,
  startupSeconds: z._default(startupSeconds.schema, 0),
  serviceTime: serviceTimeSchema,
  instance: z._default(instance.schema, 'm5.xlarge'),
  ...toShape,
});
export type BatchJobSettings = z.output<typeof schema>;

/** A job that scores the released rows in chunks on a pool of workers and publishes all of them at its end. */
export const batchJob = defineComponent({
  kind: 'batchJob',
  label: 'Batch job',
  family: 'compute',
  meaning: 'Scores the rows of a cycle in chunks on a pool of workers and publishes the predictions when all are done.',
  parameters: [
    ...placeParameters(
      { workers, chunkRows, startupSeconds, instance },
      { optional: ['workers', 'startupSeconds', 'instance'] },
    ),
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
