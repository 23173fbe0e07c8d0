import { afterProcessing } from './commit/after-processing.ts';
import { auto } from './commit/auto.ts';
import { beforeProcessing } from './commit/before-processing.ts';
import { transactional } from './commit/transactional.ts';
import { deterministic } from './delays/deterministic.ts';
import { exponential } from './delays/exponential.ts';
import { lognormal } from './delays/lognormal.ts';
import { checkpointed } from './processing/checkpointed.ts';
import { microBatch } from './processing/micro-batch.ts';
import { session } from './windows/session.ts';
import { sliding } from './windows/sliding.ts';
import { tumbling } from './windows/tumbling.ts';

/** Every commit mode of a consumer group, in the order of a form. */
export const commitModes = [beforeProcessing, afterProcessing, auto, transactional] as const;

/** Every way of processing that is not a consumer group with its polls. */
export const processingModes = [microBatch, checkpointed] as const;

/** Every type of event-time window. */
export const windowTypes = [tumbling, sliding, session] as const;

/** Every law of the delay of events. */
export const delayLaws = [exponential, lognormal, deterministic] as const;
