import { deterministic } from './deterministic.ts';
import { exponential } from './exponential.ts';
import { scheduled } from './scheduled.ts';

/** Every law of outages. */
export const outageLaws = [exponential, scheduled, deterministic] as const;
