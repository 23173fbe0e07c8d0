import { defineEvent, RANK } from '../event.ts';
import type { Model } from '../model.ts';
import type { Timeline } from '../result.ts';
import { Recorder } from '../signals.ts';
import { Histogram } from './histogram.ts';

const BUCKETS = 240;

const timelines = new WeakMap<Model, TimelineRecorder>();
const bucketEnd = defineEvent('bucketEnd', RANK.observation, (model, bucket) =>
  timelines.get(model)!.closeBucket(model, bucket),
);

/** The course of one replication in equal buckets, from the end of the warm-up. */
export class TimelineRecorder extends Recorder {
  readonly #startSeconds: number;
  readonly #bucketSeconds: number;
  readonly #arrivals = new Float64Array(BUCKETS);
  readonly #completed = new Float64Array(BUCKETS);
  readonly #p95Seconds: (number | null)[] = [];
  readonly #sojourn = new Histogram();
  /** By bucket and station: averages over the bucket. */
  readonly #queueLength: Float64Array;
  readonly #utilisation: Float64Array;
  readonly #queueAreaBefore: Float64Array;
  readonly #busyAreaBefore: Float64Array;

  constructor(model: Model) {
    super();
    const stationCount = model.stations.length;
    this.#startSeconds = model.warmUpSeconds;
    this.#bucketSeconds = (model.durationSeconds - model.warmUpSeconds) / BUCKETS;
    this.#queueLength = new Float64Array(BUCKETS * stationCount);
    this.#utilisation = new Float64Array(BUCKETS * stationCount);
    this.#queueAreaBefore = new Float64Array(stationCount);
    this.#busyAreaBefore = new Float64Array(stationCount);
    timelines.set(model, this);
    model.signals.add(this);
    this.#scheduleEnd(model, 0);
  }

  override created(model: Model): void {
    if (model.now >= this.#startSeconds) this.#arrivals[this.#bucketOf(model.now)]!++;
  }

  override answered(model: Model, request: number): void {
    if (model.now < this.#startSeconds) return;
    this.#completed[this.#bucketOf(model.now)]!++;
    this.#sojourn.add(model.now - model.requests.createdAt[request]!);
  }

  closeBucket(model: Model, bucket: number): void {
    const { stations } = model;
    for (let i = 0; i < stations.length; i++) {
      const { statistics, serverCount } = stations[i]!;
      const queueArea = statistics.queueAreaAt(model.now);
      const busyArea = statistics.busyAreaAt(model.now);
      const cell = bucket * stations.length + i;
      this.#queueLength[cell] = (queueArea - this.#queueAreaBefore[i]!) / this.#bucketSeconds;
      if (serverCount > 0)
        this.#utilisation[cell] = (busyArea - this.#busyAreaBefore[i]!) / this.#bucketSeconds / serverCount;
      this.#queueAreaBefore[i] = queueArea;
      this.#busyAreaBefore[i] = busyArea;
    }
    this.#p95Seconds[bucket] = this.#sojourn.quantile(0.95);
    this.#sojourn.clear();
    if (bucket + 1 < BUCKETS) this.#scheduleEnd(model, bucket + 1);
  }

  /** The recorded course, once the replication has ended. */
  finish(model: Model): Timeline {
    const { stations } = model;
    const column = (values: Float64Array, station: number) =>
      Array.from({ length: BUCKETS }, (_, bucket) => values[bucket * stations.length + station]!);
    return {
      bucketSeconds: this.#bucketSeconds,
      startSeconds: this.#startSeconds,
      arrivals: [...this.#arrivals],
      completed: [...this.#completed],
      p95Seconds: Array.from({ length: BUCKETS }, (_, bucket) => this.#p95Seconds[bucket] ?? null),
      components: Object.fromEntries(
        stations.map((station, i) => [
          station.id,
          { queueLength: column(this.#queueLength, i), utilisation: column(this.#utilisation, i) },
        ]),
      ),
    };
  }

  #bucketOf(now: number): number {
    return Math.min(BUCKETS - 1, Math.floor((now - this.#startSeconds) / this.#bucketSeconds));
  }

  /** The last bucket ends exactly with the run. */
  #scheduleEnd(model: Model, bucket: number): void {
    const at = bucket === BUCKETS - 1 ? model.durationSeconds : this.#startSeconds + (bucket + 1) * this.#bucketSeconds;
    model.schedule(bucketEnd, at, bucket, 0);
  }
}
