import { beta } from './beta.ts';
import { constantRollout } from './constant-rollout.ts';
import { exponentialRollout } from './exponential-rollout.ts';
import { share } from './share.ts';

/** Every law by which a small model is sure of its answers. */
export const confidenceLaws = [share, beta] as const;

/** Every rule of how many devices a staged update tells per minute. */
export const rolloutRates = [constantRollout, exponentialRollout] as const;
