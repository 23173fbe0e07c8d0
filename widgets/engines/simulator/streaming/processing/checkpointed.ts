import * as z from '../../../../kit/zod.ts';
import { choiceParameter, numberParameter } from '../../parameter.ts';
import { defineProcessing, failureParameters, failureShape, optionalFailureParameters } from './processing-mode.ts';

const FLINK = 'Apache Flink documentation';

const intervalSeconds = numberParameter({
  label: 'Checkpoint interval',
  unit: 'seconds',
  minimum: 0.01,
  maximum: 86_400,
  default: 60,
  meaning:
    'A barrier is sent through the job at each multiple of this; one that is still under way delays none but is not doubled.',
  source: `${FLINK}, Checkpointing: execution.checkpointing.interval.`,
});

const durationSeconds = numberParameter({
  label: 'Time to store a checkpoint',
  unit: 'seconds',
  minimum: 0,
  maximum: 86_400,
  default: 0,
  meaning:
    'From the moment all consumers have passed the barrier until the checkpoint is complete; work goes on meanwhile.',
  source: `${FLINK}, Stateful Stream Processing: asynchronous state snapshots.`,
});

const sink = choiceParameter({
  label: 'Sink',
  choices: ['immediate', 'transactional'],
  default: 'immediate',
  meaning:
    'Immediate: results are seen at once and repeated after a failure. Transactional: seen once, when the checkpoint is complete.',
  source: `${FLINK}, TwoPhaseCommitSinkFunction; Kafka sink DeliveryGuarantee.EXACTLY_ONCE.`,
});

/**
 * Flink's barrier checkpoints: state and offsets are kept together every interval, and after a failure the whole job goes back to the last complete
 * checkpoint and reads again from there. State counts every record once; results do so only through a transactional sink.
 */
export const checkpointed = defineProcessing({
  name: 'checkpointed',
  label: 'Checkpoints',
  meaning: 'The job keeps its state and offsets together every interval, and goes back there when it fails.',
  parameters: { intervalSeconds, durationSeconds, sink, ...failureParameters },
  optional: ['intervalSeconds', 'durationSeconds', 'sink', ...optionalFailureParameters],
  schema: z.strictObject({
    mode: z.literal('checkpointed'),
    intervalSeconds: z._default(intervalSeconds.schema, 60),
    durationSeconds: z._default(durationSeconds.schema, 0),
    sink: z._default(sink.schema, 'immediate'),
    ...failureShape,
  }),
  example: { mode: 'checkpointed', intervalSeconds: 60 },
});
