import * as z from '../../../../kit/zod.ts';
import { numberParameter } from '../../parameter.ts';
import { defineCommit } from './commit-mode.ts';

const intervalSeconds = numberParameter({
  label: 'Commit interval',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 86_400,
  default: 0.1,
  meaning:
    'Time between two transactions: outputs are seen at the commit, and a crash takes back those since the last one.',
  source: 'Apache Kafka StreamsConfig commit.interval.ms, default 100 with processing.guarantee exactly_once_v2.',
});

/** Exactly once inside Kafka: consume, process, produce and the commit of offsets are one transaction (KIP-98, KIP-129). */
export const transactional = defineCommit({
  name: 'transactional',
  label: 'Transactions',
  meaning:
    'Outputs and offsets are committed together: effects inside the log count exactly once, and are seen at the commit.',
  parameters: { intervalSeconds },
  optional: ['intervalSeconds'],
  schema: z.strictObject({
    mode: z.literal('transactional'),
    intervalSeconds: z._default(intervalSeconds.schema, 0.1),
  }),
  example: { mode: 'transactional', intervalSeconds: 0.1 },
  rule: (settings) => ({
    on: 'timer',
    intervalSeconds: settings.intervalSeconds,
    isPerRecord: true,
    isTransactional: true,
  }),
});
