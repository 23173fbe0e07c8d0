import * as z from '../../../../kit/zod.ts';
import { numberParameter } from '../../parameter.ts';
import type { Variant } from '../../variant.ts';

/** A way of processing in the registry; what it does is a station of its own. */
export type ProcessingVariant<Schema extends z.ZodMiniType = z.ZodMiniType> = Variant<Schema>;

/** Keeps the type of the schema while checking the contract. */
export function defineProcessing<Schema extends z.ZodMiniType>(
  variant: ProcessingVariant<Schema>,
): ProcessingVariant<Schema> {
  return variant;
}

const failureMeanSeconds = numberParameter({
  label: 'Time between failures',
  unit: 'seconds',
  minimum: 1,
  maximum: 1e9,
  default: null,
  meaning: 'Mean time from one failure of the job to the next, exponential; left out, it fails only when told to.',
  source: 'Scenario format; failures without memory, as in Young 1974.',
});

const detectionSeconds = numberParameter({
  label: 'Time to notice',
  unit: 'seconds',
  minimum: 0,
  maximum: 86_400,
  default: 0,
  meaning: 'From a failure until the job knows of it: until then the other consumers go on, in vain.',
  source: 'Apache Flink configuration heartbeat.timeout, default 50 s; 0 for a failure that tells of itself.',
});

const restartSeconds = numberParameter({
  label: 'Time to restart',
  unit: 'seconds',
  minimum: 0,
  maximum: 86_400,
  default: 10,
  meaning: 'From the moment the failure is known until the job reads again.',
  source: 'Assumption: containers and state are back in some seconds.',
});

/** The keys with which a job fails. */
export const failureParameters = { failureMeanSeconds, detectionSeconds, restartSeconds };
export const optionalFailureParameters = Object.keys(failureParameters);
export const failureShape = {
  failureMeanSeconds: z.optional(failureMeanSeconds.schema),
  /** Moments at which the job fails besides. */
  failuresAtSeconds: z.optional(z.array(z.number().check(z.gte(0), z.lte(1e9))).check(z.maxLength(10_000))),
  detectionSeconds: z._default(detectionSeconds.schema, 0),
  restartSeconds: z._default(restartSeconds.schema, 10),
};

/** When and how a job fails. */
export interface FailureSettings {
  readonly failureMeanSeconds?: number | undefined;
  readonly failuresAtSeconds?: readonly number[] | undefined;
  readonly detectionSeconds: number;
  readonly restartSeconds: number;
}
