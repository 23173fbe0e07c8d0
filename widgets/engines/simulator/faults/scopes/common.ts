import * as z from '../../../../kit/zod.ts';
import { idSchema } from '../../components/component-kind.ts';
import { numberParameter } from '../../parameter.ts';
import { outagesSchema } from '../laws/schema.ts';

export const detectionSeconds = numberParameter({
  label: 'Detection',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e9,
  default: 0,
  meaning:
    'Time until somebody notices: until then requests are still sent there and fail, and a random outage is not yet under repair.',
  source: 'Kubernetes readiness probe: periodSeconds 10, failureThreshold 3, so up to 30 s. Default 0: at once.',
});

/** The keys that every fault has beside its scope. */
export const commonShape = {
  /** When it goes down, and for how long. */
  outages: outagesSchema,
  detectionSeconds: z._default(detectionSeconds.schema, 0),
};
export const commonParameters = { detectionSeconds };

/** The id of a component, a zone or a region. */
export const name = idSchema;
