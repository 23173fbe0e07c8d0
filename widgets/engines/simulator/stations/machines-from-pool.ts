import type { Usage } from '../cost/usage.ts';

/** What replicas that come and go are charged for: from creation to stop, whether ready or not, and never less than the shortest charge. */
export function machinesFromPool(
  instance: string,
  areas: { readonly existing: number; readonly uncommitted: number; readonly unlived: number },
  busySeconds: number,
): Usage {
  return {
    type: 'instance',
    instance,
    seconds: areas.existing,
    busySeconds,
    billedSeconds: areas.existing + areas.unlived,
    uncommittedSeconds: areas.uncommitted + areas.unlived,
  };
}
