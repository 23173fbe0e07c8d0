import * as z from '../../../../kit/zod.ts';
import { numberParameter } from '../../parameter.ts';
import { defineCommit } from './commit-mode.ts';

const intervalSeconds = numberParameter({
  label: 'Commit interval',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 86_400,
  default: 5,
  meaning:
    'Time between two commits, each at the next poll: what was done since the last one is done again after a crash.',
  source: 'Apache Kafka ConsumerConfig auto.commit.interval.ms, default 5000.',
});

/** At least once: the next poll after the interval commits what the polls before returned (KafkaConsumer with enable.auto.commit). */
export const auto = defineCommit({
  name: 'auto',
  label: 'Automatically, by time',
  meaning:
    'A poll after the interval commits what earlier polls returned: at least once, a crash repeats up to an interval.',
  parameters: { intervalSeconds },
  optional: ['intervalSeconds'],
  schema: z.strictObject({ mode: z.literal('auto'), intervalSeconds: z._default(intervalSeconds.schema, 5) }),
  example: { mode: 'auto', intervalSeconds: 5 },
  rule: (settings) => ({
    on: 'timer',
    intervalSeconds: settings.intervalSeconds,
    isPerRecord: false,
    isTransactional: false,
  }),
});
