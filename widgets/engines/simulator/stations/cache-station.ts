import { CacheStore } from '../caching/cache-store.ts';
import { CacheTally } from '../caching/cache-tally.ts';
import { Changes } from '../caching/changes.ts';
import { Flights } from '../caching/flights.ts';
import { KeyTraits } from '../caching/key-traits.ts';
import { rentedNodes } from '../caching/rented-nodes.ts';
import { findPolicy } from '../caching/schema.ts';
import { CallingStation } from '../calls/calling-station.ts';
import { OUTCOME } from '../calls/outcome.ts';
import type { CacheSettings } from '../components/cache.ts';
import { defineEvent, RANK } from '../event.ts';
import type { Model } from '../model.ts';
import { snap, snapAfter } from '../snap.ts';
import type { BuildContext, StationReport } from '../station.ts';

const cacheRestart = defineEvent('cacheRestart', RANK.capacity, (model, station) =>
  (model.stations[station] as CacheStation).restart(model),
);

const NONE = -1;

/**
 * Answers what it holds under the key of a request and fetches the rest from the component behind it. Only an answer is stored; a fetch that fails fails everybody
 * who waits for it.
 */
export class CacheStation extends CallingStation {
  readonly #settings: CacheSettings;
  readonly #store: CacheStore;
  readonly #traits: KeyTraits;
  readonly #changes: Changes | undefined;
  readonly #tally: CacheTally;
  /** Fetches that others may join, and refreshes in the background. */
  readonly #flights = new Flights();
  readonly #ttlSeconds: number = 0;
  readonly #lookupSeconds: number = 0;

  constructor(settings: CacheSettings, context: BuildContext) {
    super(settings, context);
    const { capacityItems = Infinity, capacityBytes = Infinity, changeEverySeconds } = settings;
    this.#settings = settings;
    this.#ttlSeconds = settings.ttlSeconds ?? Infinity;
    this.#lookupSeconds = settings.lookupSeconds;
    this.#store = new CacheStore(findPolicy(settings.policy), { items: capacityItems, bytes: capacityBytes });
    this.#traits = new KeyTraits(settings, context.stream('itemSize'), context.stream('negative'));
    this.#changes =
      changeEverySeconds === undefined ? undefined : new Changes(changeEverySeconds, context.stream('changes'));
    this.#tally = new CacheTally(context);
  }

  override start(model: Model): void {
    super.start(model);
    const { restartAtSeconds } = this.#settings;
    if (restartAtSeconds !== undefined && restartAtSeconds < model.durationSeconds)
      model.schedule(cacheRestart, restartAtSeconds, this.index, 0);
  }

  /** What was looked up after the warm-up, and what of it was found: for who watches the run. */
  get lookUps(): { readonly lookups: number; readonly hits: number } {
    return this.#tally;
  }

  /** Everything is forgotten; fetches under way go on, and fill the new cache. */
  restart(model: Model): void {
    this.#store.clear();
    this.#tally.changed(model.now, 0, 0);
  }

  admit(model: Model, request: number): void {
    if (!this.hold(model, request)) return;
    if (this.#lookupSeconds > 0) this.callLater(model, request, this.#lookupSeconds);
    else this.#lookUp(model, request);
  }

  /** The look-up is over: what the cache holds now decides. */
  protected override callAgain(model: Model, request: number): void {
    this.#lookUp(model, request);
  }

  #lookUp(model: Model, request: number): void {
    const { now, requests } = model;
    const key = requests.key[request]!;
    const slot = key < 0 ? NONE : this.#store.find(key);
    const isOlder = slot !== NONE && now >= this.#store.freshUntil[slot]!;
    const isStale = isOlder && now < snap(this.#store.freshUntil[slot]! + this.#settings.staleWhileRevalidateSeconds);
    if (slot === NONE || (isOlder && !isStale)) this.#miss(model, request, key);
    else this.#hit(model, request, slot, isStale);
  }

  #hit(model: Model, request: number, slot: number, isStale: boolean): void {
    const { now, requests } = model;
    const store = this.#store;
    const key = store.key[slot]!;
    const storedAt = store.storedAt[slot]!;
    const isOutdated = this.#changes !== undefined && this.#changes.lastBefore(now, key) > storedAt;
    const isNegative = this.#traits.isNegative(key);
    this.#tally.hit(now, now - storedAt, isStale, isNegative, isOutdated);
    store.hit(slot);
    if (isStale) this.#refresh(model, request, key);
    else if (this.#settings.refreshOnHit) store.renew(slot, this.#freshUntil(now, isNegative));
    if (model.quality && !Number.isNaN(store.quality[slot]!))
      model.quality.set(requests, request, store.quality[slot]!);
    this.answerHeld(model, request);
  }

  /** One fetch at a time for each key, which nobody waits for. */
  #refresh(model: Model, request: number, key: number): void {
    if (this.#flights.fetchOf(key) !== NONE) return;
    this.#tally.refreshed(model.now);
    const fetch = this.createAttempt(model, request, true);
    this.detachAttempt(model, fetch);
    this.#flights.start(key, fetch);
    this.sendAttempt(model, fetch);
  }

  #miss(model: Model, request: number, key: number): void {
    const { now, requests } = model;
    const isCoalesced = this.#settings.coalescing && key >= 0;
    this.#tally.missed(now);
    const underWay = isCoalesced ? this.#flights.fetchOf(key) : NONE;
    if (underWay !== NONE) {
      this.#tally.joined(now);
      this.#flights.join(underWay, request);
      return;
    }
    const fetch = this.createAttempt(model, request, true);
    if (isCoalesced) {
      // Who asked first may leave before the others: the fetch has no patience of its own.
      requests.deadline[fetch] = Infinity;
      this.#flights.start(key, fetch);
    }
    this.sendAttempt(model, fetch);
  }

  protected override attemptEnded(model: Model, parent: number, fetch: number, outcome: number): void {
    const key = model.requests.key[fetch]!;
    const isFlight = key >= 0 && this.#flights.end(key, fetch);
    if (outcome === OUTCOME.ok && key >= 0) this.#fill(model, fetch, key);
    if (parent >= 0) this.#end(model, parent, outcome);
    if (!isFlight) return;
    for (let waiter = this.#flights.firstWaiter(fetch); waiter !== NONE; waiter = this.#flights.firstWaiter(fetch)) {
      this.#flights.leave(waiter);
      if (outcome === OUTCOME.ok) model.quality?.copy(model.requests, fetch, waiter);
      this.#end(model, waiter, outcome);
    }
  }

  #end(model: Model, request: number, outcome: number): void {
    if (outcome === OUTCOME.ok) this.answerHeld(model, request);
    else this.giveHeldUp(model, request, outcome);
  }

  #fill(model: Model, fetch: number, key: number): void {
    const { now } = model;
    const store = this.#store;
    const isNegative = this.#traits.isNegative(key);
    const freshUntil = this.#freshUntil(now, isNegative);
    if (freshUntil <= now) return;
    store.removeEnded(now - this.#settings.staleWhileRevalidateSeconds);
    const before = store.evictions;
    const slot = store.store(key, now, freshUntil, this.#traits.bytesOf(key));
    if (slot !== NONE && model.quality) store.quality[slot] = model.quality.get(model.requests, fetch);
    this.#tally.changed(now, store.count, store.evictions - before);
  }

  /** Until when a value stored or renewed at `now` is fresh; `now` for one that is not to be stored. */
  #freshUntil(now: number, isNegative: boolean): number {
    const seconds = isNegative ? (this.#settings.negativeTtlSeconds ?? 0) : this.#ttlSeconds;
    return seconds === Infinity ? Infinity : snapAfter(now, seconds);
  }

  /** Where others wait for the fetch of one who leaves, the first of them takes it over. */
  override askerLeft(model: Model, request: number): void {
    const key = model.requests.key[request]!;
    if (this.#flights.isWaiting(request)) this.#flights.leave(request);
    else if (key >= 0) this.#handOver(model, request, key);
    super.askerLeft(model, request);
  }

  #handOver(model: Model, request: number, key: number): void {
    const fetch = this.#flights.fetchOf(key);
    if (fetch === NONE || model.requests.parent[fetch] !== request) return;
    const heir = this.#flights.firstWaiter(fetch);
    if (heir === NONE) {
      this.#flights.end(key, fetch);
      return;
    }
    this.#flights.leave(heir);
    this.adoptAttempt(model, fetch, heir);
  }

  override grow(capacity: number): void {
    super.grow(capacity);
    this.#flights.grow(capacity);
  }

  override report(measuredSeconds: number): StationReport {
    const { instance, nodes } = this.#settings;
    const lookupSeconds = this.statistics.arrivals * this.#lookupSeconds;
    return {
      ...(nodes > 0 ? { usage: rentedNodes(instance, nodes, measuredSeconds, lookupSeconds) } : {}),
      figures: [...this.#tally.figures(measuredSeconds), ...this.callFigures()],
    };
  }
}
