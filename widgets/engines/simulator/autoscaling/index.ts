import { hpa } from './hpa.ts';
import { keda } from './keda.ts';
import { kpa } from './kpa.ts';
import { targetTracking } from './target-tracking.ts';

/** Every autoscaling policy that a model server can have. */
export const autoscalingPolicies = [hpa, kpa, keda, targetTracking] as const;
