import type { PredictionTableSettings } from '../components/prediction-table.ts';
import { defineEvent, RANK } from '../event.ts';
import { passOn, respond } from '../flow.ts';
import type { Model } from '../model.ts';
import type { RandomStream } from '../random.ts';
import { RequestColumn } from '../service/service-draw.ts';
import { type BuildContext, Station, type StationReport } from '../station.ts';
import { TimeTally } from '../statistics/time-tally.ts';
import { BatchJobStation } from './batch-job-station.ts';

const lookupEnd = defineEvent('lookupEnd', RANK.completion, (model, station, request) =>
  (model.stations[station] as PredictionTableStation).endLookup(model, request),
);

/** What a look-up meets. */
const FOUND = 0;
const UNPUBLISHED = 1;
const MISSING = 2;
const EXPIRED = 3;

/**
 * The predictions that a batch job has published, looked up by requests: a request whose entity is in the version in use is answered from it. Entities
 * that came after the snapshot was taken are missing, and a version that is too old is expired; these requests go on to a fallback.
 */
export class PredictionTableStation extends Station {
  readonly #settings: PredictionTableSettings;
  readonly #entityAges: RandomStream;
  /** By request: age of the entity asked about, as a multiple of the mean, and what its look-up met. */
  readonly #entityAge = new RequestColumn();
  #met = new Uint8Array(0);
  readonly #counts = new Float64Array(4);
  readonly #age: TimeTally;
  readonly #warmUpSeconds: number;
  #job: BatchJobStation | undefined;

  constructor(settings: PredictionTableSettings, context: BuildContext) {
    super(settings, context);
    this.#settings = settings;
    this.#entityAges = context.stream('entityAges');
    this.#warmUpSeconds = context.warmUpSeconds;
    this.#age = new TimeTally(context.warmUpSeconds, context.durationSeconds);
  }

  override start(model: Model): void {
    const { job } = this.#settings;
    this.#job = model.stations.find(
      (station): station is BatchJobStation =>
        station instanceof BatchJobStation && (job === undefined || station.id === job),
    );
  }

  override grow(capacity: number): void {
    super.grow(capacity);
    this.#entityAge.grow(capacity);
    const before = this.#met;
    this.#met = new Uint8Array(capacity);
    this.#met.set(before);
  }

  override get hasDraws(): boolean {
    return super.hasDraws || this.#settings.meanEntityAgeSeconds !== undefined;
  }

  override drawFor(request: number): void {
    super.drawFor(request);
    if (this.#settings.meanEntityAgeSeconds !== undefined)
      this.#entityAge.values[request] = this.#entityAges.exponential();
  }

  override inheritDraws(parent: number, attempt: number): void {
    super.inheritDraws(parent, attempt);
    this.#entityAge.values[attempt] = this.#entityAge.values[parent]!;
  }

  // A later attempt asks about an entity of its own: the pool has forgotten who is behind it, and shares come out the same.
  override redrawFor(attempt: number, stream: RandomStream): void {
    super.redrawFor(attempt, stream);
    this.#entityAge.values[attempt] = stream.exponential();
  }

  admit(model: Model, request: number): void {
    const { now } = model;
    this.statistics.arrived(now);
    this.statistics.entered(now);
    this.statistics.started(now, now);
    model.requests.enqueuedAt[request] = now;
    model.signals.started(model, this, request);
    const met = this.#lookUp(now, request);
    this.#met[request] = met;
    if (now >= this.#warmUpSeconds) {
      this.#counts[met]!++;
      if (met === FOUND) this.#age.add(now - this.#job!.snapshotAt, now);
    }
    const { lookupSeconds } = this.#settings;
    if (lookupSeconds > 0) model.schedule(lookupEnd, now + lookupSeconds, this.index, request);
    else this.endLookup(model, request);
  }

  #lookUp(now: number, request: number): number {
    const age = now - this.#job!.snapshotAt;
    if (Number.isNaN(age)) return UNPUBLISHED;
    const { meanEntityAgeSeconds, expiresAfterSeconds = Infinity } = this.#settings;
    if (age > expiresAfterSeconds) return EXPIRED;
    // An entity younger than the snapshot was not there when it was taken.
    const isNew = meanEntityAgeSeconds !== undefined && this.#entityAge.values[request]! * meanEntityAgeSeconds < age;
    return isNew ? MISSING : FOUND;
  }

  endLookup(model: Model, request: number): void {
    this.statistics.left(model.now, model.requests.enqueuedAt[request]!);
    model.signals.left(model, this, request);
    if (this.#met[request] === FOUND) respond(model, request);
    else passOn(model, this, request);
  }

  override report(): StationReport {
    const total = this.#counts.reduce((sum, count) => sum + count, 0);
    const share = (key: string, met: number) => ({ path: `lookups.${key}`, sum: this.#counts[met]!, per: total });
    return {
      figures: [
        { path: 'lookups.total', sum: total },
        share('foundFraction', FOUND),
        share('unpublishedFraction', UNPUBLISHED),
        share('missingFraction', MISSING),
        share('expiredFraction', EXPIRED),
        { path: 'lookups.ageSeconds', tally: this.#age.serialise() },
      ],
    };
  }
}
