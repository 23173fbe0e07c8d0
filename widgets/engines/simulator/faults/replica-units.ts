import { MOST_REPLICAS } from '../autoscaling/common.ts';
import { type Autoscaling, maximumReplicasOf } from '../autoscaling/schema.ts';

/** Replicas that a component may ever have: so many can go down each by itself. */
export function mostReplicas({
  replicas,
  autoscaling,
}: {
  readonly replicas: number;
  readonly autoscaling?: Autoscaling | undefined;
}): number {
  return autoscaling ? Math.min(MOST_REPLICAS, Math.max(replicas, maximumReplicasOf(autoscaling))) : replicas;
}
