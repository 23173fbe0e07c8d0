import { defineEvent, RANK } from '../event.ts';
import type { Model } from '../model.ts';
import type { Timeline } from '../result.ts';
import type { Station } from '../station.ts';
import { HistogramMark } from './buckets.ts';

const BUCKETS = 240;

const timelines = new WeakMap<Model, TimelineRecorder>();
const bucketEnd = defineEvent('bucketEnd', RANK.observation, (model, bucket) =>
  timelines.get(model)!.closeBucket(model, bucket),
);

/** One station's row of a table. With thousands of stations a plain loop takes a third of the time of `Array.from`. */
function course(values: Float64Array, station: number): number[] {
  const row: number[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket++) row.push(values[station * BUCKETS + bucket]!);
  return row;
}

/** The course of one replication in equal buckets, from the end of the warm-up. */
export class TimelineRecorder {
  readonly #startSeconds: number;
  readonly #bucketSeconds: number;
  readonly #arrivals = new Float64Array(BUCKETS);
  readonly #completed = new Float64Array(BUCKETS);
  readonly #p95Seconds: (number | null)[] = [];
  #offeredBefore = 0;
  #answeredBefore = 0;
  /** What the tally of the whole run had counted at the last bucket's end: the rest was answered since. */
  readonly #sojournBefore = new HistogramMark();
  /** By station and bucket, so that a station's course stands in a row: averages over the bucket. */
  readonly #queueLength: Float64Array;
  readonly #utilisation: Float64Array;
  readonly #queueAreaBefore: Float64Array;
  readonly #busyAreaBefore: Float64Array;
  readonly #serverAreaBefore: Float64Array;

  constructor(model: Model) {
    const stationCount = model.stations.length;
    this.#startSeconds = model.warmUpSeconds;
    this.#bucketSeconds = (model.durationSeconds - model.warmUpSeconds) / BUCKETS;
    this.#queueLength = new Float64Array(BUCKETS * stationCount);
    this.#utilisation = new Float64Array(BUCKETS * stationCount);
    this.#queueAreaBefore = new Float64Array(stationCount);
    this.#busyAreaBefore = new Float64Array(stationCount);
    this.#serverAreaBefore = new Float64Array(stationCount);
    timelines.set(model, this);
    this.#scheduleEnd(model, 0);
  }

  closeBucket(model: Model, bucket: number): void {
    const { stations } = model;
    for (let i = 0; i < stations.length; i++) {
      const { statistics } = stations[i]!;
      const queueArea = statistics.queueAreaAt(model.now);
      const busyArea = statistics.busyAreaAt(model.now);
      const cell = i * BUCKETS + bucket;
      this.#queueLength[cell] = (queueArea - this.#queueAreaBefore[i]!) / this.#bucketSeconds;
      this.#utilisation[cell] = this.#busyShare(stations[i]!, i, busyArea - this.#busyAreaBefore[i]!, model.now);
      this.#queueAreaBefore[i] = queueArea;
      this.#busyAreaBefore[i] = busyArea;
    }
    const { statistics } = model;
    this.#arrivals[bucket] = statistics.offered - this.#offeredBefore;
    this.#completed[bucket] = statistics.answeredAfterWarmUp - this.#answeredBefore;
    this.#offeredBefore = statistics.offered;
    this.#answeredBefore = statistics.answeredAfterWarmUp;
    this.#p95Seconds[bucket] = statistics.sojourn.histogram.quantileSince(this.#sojournBefore, 0.95);
    if (bucket + 1 < BUCKETS) this.#scheduleEnd(model, bucket + 1);
  }

  /** Of the servers that there were in the bucket; 0 where there were none. */
  #busyShare(station: Station, index: number, busySeconds: number, now: number): number {
    const serverArea = station.serverAreaAt(now);
    if (serverArea === undefined)
      return station.serverCount > 0 ? busySeconds / this.#bucketSeconds / station.serverCount : 0;
    const serverSeconds = serverArea - this.#serverAreaBefore[index]!;
    this.#serverAreaBefore[index] = serverArea;
    return serverSeconds > 0 ? Math.min(1, busySeconds / serverSeconds) : 0;
  }

  /** The recorded course, once the replication has ended. */
  finish(model: Model): Timeline {
    const { stations } = model;
    return {
      bucketSeconds: this.#bucketSeconds,
      startSeconds: this.#startSeconds,
      arrivals: [...this.#arrivals],
      completed: [...this.#completed],
      p95Seconds: Array.from({ length: BUCKETS }, (_, bucket) => this.#p95Seconds[bucket] ?? null),
      components: Object.fromEntries(
        stations.map((station, i) => [
          station.id,
          { queueLength: course(this.#queueLength, i), utilisation: course(this.#utilisation, i) },
        ]),
      ),
    };
  }

  /** The last bucket ends exactly with the run. */
  #scheduleEnd(model: Model, bucket: number): void {
    const at = bucket === BUCKETS - 1 ? model.durationSeconds : this.#startSeconds + (bucket + 1) * this.#bucketSeconds;
    model.schedule(bucketEnd, at, bucket, 0);
  }
}
