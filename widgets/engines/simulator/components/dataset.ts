import * as z from '../../../kit/zod.ts';
import { arrivalsSchema } from '../arrivals/schema.ts';
import { TIME_ZERO } from '../batch/schedule.ts';
import { integerParameter, numberParameter, placeParameters, textParameter } from '../parameter.ts';
import { DatasetStation } from '../stations/dataset-station.ts';
import { commonShape, defineComponent, toShape } from './component-kind.ts';
import { arrivalParameters, sourceParameters, sourceShape } from './source-parameters.ts';

const everySeconds = numberParameter({
  label: 'Schedule',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e7,
  default: 3600,
  meaning:
    'Time between one release of rows and the next; the first comes after one such time. Give either this or cron.',
  source: 'Scenario format; an hour is a common batch schedule.',
});

const cron = textParameter({
  label: 'Cron schedule',
  default: '0 2 * * *',
  meaning: `Releases at the times of a cron expression of five fields: minute, hour, day of the month, month, day of the week. Time 0 is ${TIME_ZERO}.`,
  source: 'Kubernetes CronJob, spec.schedule: github.com/robfig/cron/v3, ParseStandard.',
});

const rows = integerParameter({
  label: 'Rows per cycle',
  unit: 'rows',
  minimum: 1,
  maximum: 1_000_000,
  default: 10_000,
  meaning: 'Number of rows scored in every cycle. Give either this or arrivals.',
  source: 'Scenario format.',
});

const hasOneOrigin = z.refine<{ rows?: number | undefined; arrivals?: unknown }>(
  (dataset) => (dataset.rows === undefined) !== (dataset.arrivals === undefined),
  {
    message: 'either rows or arrivals | Keep exactly one of the two.',
  },
);

const hasOneSchedule = z.refine<{ everySeconds?: number | undefined; cron?: string | undefined }>(
  (dataset) => (dataset.everySeconds === undefined) !== (dataset.cron === undefined),
  {
    message: 'either everySeconds or cron | Keep exactly one of the two.',
  },
);

const schema = z
  .strictObject({
    ...commonShape,
    kind: z.literal('dataset'),
    everySeconds: z.optional(everySeconds.schema),
    cron: z.optional(cron.schema),
    rows: z.optional(rows.schema),
    arrivals: z.optional(arrivalsSchema),
    ...sourceShape,
    ...toShape,
  })
  .check(hasOneOrigin, hasOneSchedule);

/** Rows scored on a schedule: a fixed number per cycle, or rows that arrive one by one and wait for the next cycle. */
export const dataset = defineComponent({
  kind: 'dataset',
  label: 'Dataset',
  family: 'source',
  meaning: 'Rows scored on a schedule: the same number every cycle, or whatever has arrived since the last one.',
  parameters: [
    ...placeParameters({ everySeconds, cron, rows }, { optional: ['everySeconds', 'cron', 'rows'] }),
    ...arrivalParameters({ isOptional: true }),
    ...sourceParameters,
  ],
  example: { kind: 'dataset', everySeconds: 3600, rows: 10_000 },
  schema,
  build: (settings, context) => new DatasetStation(settings, context),
});
