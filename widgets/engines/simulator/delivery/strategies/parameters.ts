import * as z from '../../../../kit/zod.ts';
import { idSchema } from '../../components/component-kind.ts';
import { numberParameter } from '../../parameter.ts';

export const startSeconds = numberParameter({
  label: 'Start of the delivery',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e9,
  default: 0,
  meaning: 'When the new version gets its first traffic.',
  source: 'Scenario format.',
});

export const rollbackSeconds = numberParameter({
  label: 'Rollback',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e9,
  default: null,
  meaning: 'When all traffic goes back to the old version and the delivery ends; left out, it is not rolled back.',
  source: 'Scenario format.',
});

/** What every strategy needs. */
export const commonParameters = { startSeconds, rollbackSeconds };
export const COMMON_OPTIONAL = ['startSeconds', 'rollbackSeconds'];
export const commonShape = {
  /** The component among the ways of `to` that is the new version. */
  version: idSchema,
  startSeconds: z._default(startSeconds.schema, 0),
  rollbackSeconds: z.optional(rollbackSeconds.schema),
};
