import type { Model } from '../model.ts';
import type { ReplicaPool } from './replicas.ts';

/** What the pool of replicas calls when a controller changes it: cold starts, readiness and nodes are the business of autoscaling. */
export interface ReplicaStarter {
  /** The replica is starting since `model.now`; `station.replicaReady` is to be called when it is ready. */
  created(model: Model, replica: number): void;
  /** The replica has stopped (taken back while starting, or drained): its start is cancelled, its place is free. */
  stopped(model: Model, replica: number): void;
  /** A request came while no replica was there or on its way. */
  arrivedAtZero?(model: Model): void;
  /** A replica has become ready, or has gone down. */
  readinessChanged?(model: Model): void;
}

/** A station whose replicas may be replaced one by one. */
export interface Replaceable extends Scalable {
  /** A new replica, which its starter makes ready. */
  createReplica(model: Model): void;
  /** The replica takes no more requests, and stops when it has none. */
  retireReplica(model: Model, replica: number): void;
}

/** A station whose number of replicas a controller may change. Areas are integrals since time 0, which the warm-up never resets. */
export interface Scalable {
  readonly id: string;
  readonly index: number;
  readonly pool: ReplicaPool | undefined;
  /** Set before `start`; without one, new replicas are ready at once. */
  starter: ReplicaStarter | undefined;
  readonly readyReplicas: number;
  /** Starting and ready, not draining. */
  readonly createdReplicas: number;
  /** Requests that have come since time 0. */
  readonly arrivedTotal: number;
  /** Waiting and in service now, and waiting now. */
  readonly numberInSystem: number;
  readonly queueLength: number;
  /** Request-seconds in the station, waiting and in service. */
  inSystemAreaAt(now: number): number;
  /** Creates replicas, or removes them: starting ones first, then the newest idle, then the newest busy, which drain. */
  setDesiredReplicas(model: Model, count: number): void;
  /** A replica that was starting is ready. */
  replicaReady(model: Model, replica: number): void;
}
