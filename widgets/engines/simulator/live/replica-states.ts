import { CacheStation } from '../stations/cache-station.ts';
import { FunctionsStation } from '../stations/functions-station.ts';
import { REPLICA, ReplicaPool } from '../stations/replicas.ts';
import type { Station } from '../station.ts';

/** Replicas, workers, consumers or instances by state. `stopped` are places where one was before. */
export interface ReplicaStates {
  readonly stopped: number;
  readonly starting: number;
  readonly idle: number;
  readonly busy: number;
  readonly draining: number;
}

export function poolOf(station: Station): ReplicaPool | undefined {
  const { pool } = station as { pool?: unknown };
  return pool instanceof ReplicaPool ? pool : undefined;
}

function statesOfPool({ state, used }: ReplicaPool): ReplicaStates {
  const counts = [0, 0, 0, 0, 0];
  for (let replica = 0; replica < used; replica++) counts[state[replica]!]!++;
  return {
    stopped: counts[REPLICA.stopped]!,
    starting: counts[REPLICA.starting]!,
    idle: counts[REPLICA.idle]!,
    busy: counts[REPLICA.busy]!,
    draining: counts[REPLICA.draining]!,
  };
}

/**
 * What the replicas of a station do now; undefined for a kind that has none. Where replicas are not told apart their servers are only counted: as many
 * replicas count as busy as are needed for the servers at work.
 */
export function replicaStatesOf(station: Station): ReplicaStates | undefined {
  const pool = poolOf(station);
  if (pool) return statesOfPool(pool);
  if (station instanceof FunctionsStation) return { stopped: 0, ...station.instanceStates, draining: 0 };
  const count = station.replicaCount > 0 ? station.replicaCount : station.serverCount;
  if (count === 0) return undefined;
  const busy = Math.min(count, Math.ceil((station.statistics.busy * count) / Math.max(1, station.serverCount)));
  return { stopped: 0, starting: 0, idle: count - busy, busy, draining: 0 };
}

/** Look-ups after the warm-up and those that found something; undefined where nothing is looked up. */
export function lookUpsOf(station: Station): CacheStation['lookUps'] | undefined {
  return station instanceof CacheStation ? station.lookUps : undefined;
}
