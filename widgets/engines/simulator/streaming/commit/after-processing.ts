import * as z from '../../../../kit/zod.ts';
import { defineCommit } from './commit-mode.ts';

/** At least once: after a crash, the records of the poll that were done already are done again. KafkaConsumer.commitSync after each poll. */
export const afterProcessing = defineCommit({
  name: 'afterProcessing',
  label: 'After processing',
  meaning: 'Every poll is committed when it is done: at least once, and a crash repeats what the poll had done.',
  parameters: {},
  schema: z.strictObject({ mode: z.literal('afterProcessing') }),
  example: { mode: 'afterProcessing' },
  rule: () => ({ on: 'pollEnd', intervalSeconds: 0, isPerRecord: false, isTransactional: false }),
});
