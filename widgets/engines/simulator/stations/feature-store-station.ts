import { Changes } from '../caching/changes.ts';
import { Materialisation } from '../caching/materialisation.ts';
import type { FeatureStoreSettings } from '../components/feature-store.ts';
import { rentedNodes } from '../caching/rented-nodes.ts';
import { defineEvent, RANK } from '../event.ts';
import { passOn } from '../flow.ts';
import type { Model } from '../model.ts';
import { snap } from '../snap.ts';
import type { BuildContext, StationReport } from '../station.ts';
import { TimeTally } from '../statistics/time-tally.ts';
import { ServiceStation } from './service-station.ts';

const readEnd = defineEvent('readEnd', RANK.completion, (model, station, request) =>
  (model.stations[station] as FeatureStoreStation).endRead(model, request),
);

/**
 * The online half of a feature store: every look-up starts at once and takes what its request drew. What it finds is the state of the offline store some time ago;
 * where the true value has changed since, the model is served something else than it was trained on (training-serving skew).
 */
export class FeatureStoreStation extends ServiceStation {
  readonly #settings: FeatureStoreSettings;
  readonly #materialisation: Materialisation;
  readonly #changes: Changes | undefined;
  readonly #ages: TimeTally;
  readonly #warmUpSeconds: number;
  readonly #ttlSeconds: number;
  #lookups = 0;
  #found = 0;
  #outdated = 0;

  constructor(settings: FeatureStoreSettings, context: BuildContext) {
    super(settings, context);
    const { changeEverySeconds, materialiseEverySeconds, materialisationDelaySeconds, streamDelaySeconds } = settings;
    this.#settings = settings;
    this.#warmUpSeconds = context.warmUpSeconds;
    this.#ttlSeconds = settings.ttlSeconds ?? Infinity;
    this.#ages = new TimeTally(context.warmUpSeconds, context.durationSeconds);
    this.#changes =
      changeEverySeconds === undefined ? undefined : new Changes(changeEverySeconds, context.stream('changes'));
    this.#materialisation = new Materialisation({
      everySeconds: materialiseEverySeconds ?? Infinity,
      delaySeconds: materialisationDelaySeconds,
      streamDelaySeconds: streamDelaySeconds ?? Infinity,
    });
  }

  admit(model: Model, request: number): void {
    const { requests, now, signals } = model;
    requests.enqueuedAt[request] = now;
    this.statistics.arrived(now);
    this.statistics.entered(now);
    this.statistics.started(now, now);
    if (signals.isHeard) signals.started(model, this, request);
    const endsAt = now + this.law.seconds(1, this.requirement[request]!);
    model.schedule(readEnd, this.law.isRandom ? endsAt : Math.max(now, snap(endsAt)), this.index, request);
  }

  endRead(model: Model, request: number): void {
    const { requests, now, signals } = model;
    this.#lookUp(now, requests.key[request]!);
    this.statistics.left(now, requests.enqueuedAt[request]!);
    if (signals.isHeard) signals.left(model, this, request);
    passOn(model, this, request);
  }

  #lookUp(now: number, key: number): void {
    const age = this.#materialisation.ageAt(now);
    // Looked at before the warm-up ends as well: what is known of a key then holds later.
    const changedAt = this.#changes ? this.#changes.lastBefore(now, key) : -Infinity;
    if (now < this.#warmUpSeconds) return;
    this.#lookups++;
    this.#ages.add(age, now);
    if (age > this.#ttlSeconds) return;
    this.#found++;
    if (changedAt > now - age) this.#outdated++;
  }

  override report(measuredSeconds: number): StationReport {
    const { instance, nodes } = this.#settings;
    const lookups = this.#lookups;
    const found = this.#found;
    return {
      ...(nodes > 0 ? { usage: rentedNodes(instance, nodes, measuredSeconds, this.statistics.systemArea) } : {}),
      figures: [
        { path: 'featureAgeSeconds', tally: this.#ages.serialise() },
        { path: 'missingFraction', sum: lookups - found, per: lookups },
        { path: 'skewFraction', sum: this.#outdated, per: found },
      ],
    };
  }
}
