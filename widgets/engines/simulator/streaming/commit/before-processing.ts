import * as z from '../../../../kit/zod.ts';
import { defineCommit } from './commit-mode.ts';

/** At most once: what a member was working on when it died is lost. Kafka documentation, section 4.6, message delivery semantics. */
export const beforeProcessing = defineCommit({
  name: 'beforeProcessing',
  label: 'Before processing',
  meaning: 'A poll is committed as soon as it is taken: at most once, and what a crash interrupts is lost.',
  parameters: {},
  schema: z.strictObject({ mode: z.literal('beforeProcessing') }),
  example: { mode: 'beforeProcessing' },
  rule: () => ({ on: 'take', intervalSeconds: 0, isPerRecord: false, isTransactional: false }),
});
