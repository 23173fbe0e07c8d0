import * as z from '../../../../kit/zod.ts';
import type { Parameter } from '../../parameter.ts';
import { familyParameters, schemasOf } from '../../variant.ts';
import { processingModes } from '../index.ts';

/** `processing` of a stream processor: one of the modes, told apart by `mode`. */
export const processingSchema = z.discriminatedUnion('mode', schemasOf(processingModes));
export type Processing = z.output<typeof processingSchema>;
export type ProcessingOf<Mode extends Processing['mode']> = Extract<Processing, { mode: Mode }>;

export function processingParameters(): Parameter[] {
  const choice = {
    label: 'Processing',
    default: 'microBatch',
    meaning: 'How a job reads the log and recovers; left out, as a consumer group that polls.',
    source: 'Apache Spark Structured Streaming; Apache Flink, checkpointing.',
  };
  return familyParameters('processing', 'mode', processingModes, choice, true);
}
