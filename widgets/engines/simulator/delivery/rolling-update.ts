import type { ColdStartLaw } from '../cold-start/cold-start-law.ts';
import { createColdStart } from '../cold-start/schema.ts';
import { defineEvent, RANK } from '../event.ts';
import type { Model } from '../model.ts';
import type { RandomStream } from '../random.ts';
import { snap, snapAfter } from '../snap.ts';
import type { BuildContext } from '../station.ts';
import type { Figure } from '../statistics/figures.ts';
import type { Replaceable, ReplicaStarter } from '../stations/scalable.ts';
import { type RollingBounds, rollingBounds, rollingStep } from './rolling-plan.ts';
import type { RollingUpdateSettings } from './rolling-schema.ts';

const updateOf = (model: Model, station: number): RollingUpdate =>
  (model.stations[station] as unknown as Replaceable).starter as RollingUpdate;

const updateStart = defineEvent('updateStart', RANK.control, (model, station) => updateOf(model, station).begin(model));
const newReplicaReady = defineEvent('newReplicaReady', RANK.capacity, (model, station, replica) =>
  updateOf(model, station).endStart(model, replica),
);

/** Replaces the replicas of one component by new ones, as a Deployment does: a few at a time, each once a new one is ready. */
export class RollingUpdate implements ReplicaStarter {
  readonly #station: Replaceable;
  readonly #startSeconds: number;
  readonly #maxSurge: number;
  readonly #maxUnavailable: number;
  readonly #coldStart: ColdStartLaw;
  readonly #stream: RandomStream;
  /** Old replicas that are left, the oldest first, and the new ones. */
  readonly #old: number[] = [];
  readonly #new: number[] = [];
  #bounds: RollingBounds = { surge: 0, unavailable: 0 };
  #desired = 0;
  #leastReady = Infinity;
  #mostCreated = 0;
  #doneAfterSeconds: number | undefined;

  constructor(settings: RollingUpdateSettings, station: Replaceable, context: BuildContext) {
    this.#station = station;
    this.#startSeconds = snap(settings.startSeconds);
    this.#maxSurge = settings.maxSurge;
    this.#maxUnavailable = settings.maxUnavailable;
    this.#coldStart = createColdStart(settings.coldStart);
    this.#stream = context.stream('rollingUpdate');
  }

  /** The first replicas are there. */
  start(model: Model): void {
    model.schedule(updateStart, this.#startSeconds, this.#station.index, 0);
  }

  begin(model: Model): void {
    const { pool } = this.#station;
    for (let replica = 0; replica < pool!.used; replica++) this.#old.push(replica);
    this.#desired = this.#old.length;
    this.#bounds = rollingBounds(this.#desired, this.#maxSurge, this.#maxUnavailable);
    this.#step(model);
  }

  /** Faults count, too: a replica that is down is not ready, whichever version it has. */
  readinessChanged(model: Model): void {
    if (this.#desired > 0 && this.#doneAfterSeconds === undefined) this.#step(model);
  }

  #countReady(replicas: readonly number[]): number {
    let count = 0;
    for (const replica of replicas) if (this.#station.pool!.isReady(replica)) count++;
    return count;
  }

  #step(model: Model): void {
    const station = this.#station;
    for (;;) {
      const oldReady = this.#countReady(this.#old);
      const ready = this.#countReady(this.#new);
      const counts = { desired: this.#desired, old: this.#old.length, oldReady, created: this.#new.length, ready };
      const { create, removeUnready, removeReady } = rollingStep(counts, this.#bounds);
      this.#leastReady = Math.min(this.#leastReady, oldReady + ready);
      this.#mostCreated = Math.max(this.#mostCreated, station.createdReplicas);
      if (counts.old === 0 && ready === this.#desired) this.#doneAfterSeconds = model.now - this.#startSeconds;
      if (create + removeUnready + removeReady === 0) return;
      for (let i = 0; i < create; i++) station.createReplica(model);
      this.#retire(model, removeUnready, false);
      this.#retire(model, removeReady, true);
    }
  }

  /** The oldest of the old ones that are ready, or that are not. */
  #retire(model: Model, count: number, isReady: boolean): void {
    const { pool } = this.#station;
    for (let i = 0, left = count; left > 0; ) {
      const replica = this.#old[i]!;
      if (pool!.isReady(replica) !== isReady) {
        i++;
        continue;
      }
      this.#old.splice(i, 1);
      this.#station.retireReplica(model, replica);
      left--;
    }
  }

  created(model: Model, replica: number): void {
    this.#new.push(replica);
    const seconds = this.#coldStart.draw(this.#stream);
    const readyAt = this.#coldStart.isRandom ? model.now + seconds : snapAfter(model.now, seconds);
    model.schedule(newReplicaReady, readyAt, this.#station.index, replica);
  }

  stopped(): void {}

  endStart(model: Model, replica: number): void {
    this.#station.replicaReady(model, replica);
  }

  /** Nothing before it has begun, and no end where it has not ended within the run. */
  figures(): readonly Figure[] {
    if (this.#desired === 0) return [];
    const done = this.#doneAfterSeconds;
    return [
      { path: 'rollingUpdate.leastReady', sum: this.#leastReady, per: 1 },
      { path: 'rollingUpdate.mostReplicas', maximum: this.#mostCreated },
      { path: 'rollingUpdate.seconds', sum: done ?? 0, per: done === undefined ? 0 : 1 },
    ];
  }
}
