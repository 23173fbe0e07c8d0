import * as z from '../../../kit/zod.ts';
import { coldStartParameters, coldStartSchema } from '../cold-start/schema.ts';
import { numberParameter, type Parameter, placeParameters } from '../parameter.ts';

const SOURCE = 'Kubernetes, Deployment: spec.strategy.rollingUpdate, 25% by default.';

const startSeconds = numberParameter({
  label: 'Start of the update',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e9,
  default: 0,
  meaning: 'When the replicas begin to be replaced by those of a new version.',
  source: 'Scenario format.',
});
const maxSurge = numberParameter({
  label: 'Replicas on top',
  unit: '',
  minimum: 0,
  maximum: 1,
  default: 0.25,
  meaning: 'Replicas that there may be beyond the desired number, as a share of it, rounded up.',
  source: SOURCE,
});
const maxUnavailable = numberParameter({
  label: 'Replicas missing',
  unit: '',
  minimum: 0,
  maximum: 1,
  default: 0.25,
  meaning:
    'Replicas of the desired number that may be missing, as a share of it, rounded down; 1 replaces all at once.',
  source: SOURCE,
});
const ranged = { startSeconds, maxSurge, maxUnavailable };

/** `rollingUpdate` of a model server: every replica is replaced, a few at a time, and a new one serves once it is ready. */
export const rollingUpdateSchema = z.strictObject({
  startSeconds: z._default(startSeconds.schema, 0),
  maxSurge: z._default(maxSurge.schema, 0.25),
  maxUnavailable: z._default(maxUnavailable.schema, 0.25),
  coldStart: z._default(coldStartSchema, { distribution: 'cpuContainer' }),
});
export type RollingUpdateSettings = z.output<typeof rollingUpdateSchema>;

/** The parameters of `rollingUpdate` for a form. */
export function rollingUpdateParameters(): Parameter[] {
  const placed = Object.fromEntries(Object.entries(ranged).map(([name, one]) => [`rollingUpdate.${name}`, one]));
  return [
    ...placeParameters(placed, { optional: Object.keys(placed) }),
    ...coldStartParameters('cpuContainer', 'rollingUpdate.coldStart'),
  ];
}
