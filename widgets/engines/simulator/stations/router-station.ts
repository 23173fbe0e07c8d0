import { hashOfKey } from '../balancing/hash.ts';
import type { RouterSettings } from '../components/router.ts';
import { weightChanges } from '../delivery/schema.ts';
import { Split } from '../delivery/split.ts';
import type { WeightChange } from '../delivery/strategies/delivery-strategy.ts';
import { defineEvent, RANK } from '../event.ts';
import { travel } from '../flow.ts';
import type { Model } from '../model.ts';
import type { RandomStream } from '../random.ts';
import { Router } from '../router.ts';
import { type BuildContext, Station, type StationReport } from '../station.ts';

const weightChange = defineEvent('weightChange', RANK.capacity, (model, station, index) =>
  (model.stations[station] as RouterStation).changeWeight(model, index),
);

const HASHES = 2 ** 32;

/**
 * Shares requests out among versions of a component, by weights that a delivery may change while the run goes on. The way is chosen when a request
 * comes, from a number that it drew at its creation, or from the hash of its key: then everybody stays with the version that they have got.
 */
export class RouterStation extends Station {
  override readonly hasQueue = false;
  /** A way each, so that requests draw at every version: which one they get is decided later. */
  override readonly sideRouters: readonly Router[];
  readonly #split: Split;
  readonly #changes: readonly WeightChange[];
  readonly #isSticky: boolean;
  readonly #stream: RandomStream;
  readonly #version: number;
  /** By request: its number of [0, 1). Empty where the key decides. */
  #draws = new Float64Array(0);
  #toVersion = 0;

  constructor(settings: RouterSettings, context: BuildContext) {
    const { to, ...others } = settings;
    super(others, context);
    const routes = context.routes(to);
    this.sideRouters = routes.map((route) => new Router([route], context.stream('way')));
    const { delivery } = settings;
    this.#version = delivery && Array.isArray(to) ? to.findIndex(({ id }) => id === delivery.version) : -1;
    const weights = routes.map(({ weight }) => weight);
    this.#split = new Split(weights, this.#version);
    this.#changes = delivery ? weightChanges(delivery) : [];
    this.#isSticky = settings.sticky;
    this.#stream = context.stream('split');
  }

  override start(model: Model): void {
    this.#changes.forEach(({ atSeconds }, index) => {
      if (atSeconds <= model.durationSeconds) model.schedule(weightChange, atSeconds, this.index, index);
    });
  }

  changeWeight(_model: Model, index: number): void {
    this.#split.share = this.#changes[index]!.share;
  }

  override get hasDraws(): boolean {
    return !this.#isSticky;
  }

  override drawFor(request: number): void {
    if (!this.#isSticky) this.#draws[request] = this.#stream.uniform();
  }

  override inheritDraws(parent: number, attempt: number): void {
    if (!this.#isSticky) this.#draws[attempt] = this.#draws[parent]!;
  }

  override redrawFor(attempt: number, stream: RandomStream): void {
    if (!this.#isSticky) this.#draws[attempt] = stream.uniform();
  }

  override grow(capacity: number): void {
    super.grow(capacity);
    if (this.#isSticky) return;
    const before = this.#draws;
    this.#draws = new Float64Array(capacity);
    this.#draws.set(before);
  }

  admit(model: Model, request: number): void {
    const { now, requests } = model;
    const isMeasured = now >= model.warmUpSeconds;
    const number = this.#isSticky ? hashOfKey(requests.key[request]!) / HASHES : this.#draws[request]!;
    const way = this.#split.wayOf(number);
    if (isMeasured) {
      this.statistics.arrivals++;
      this.statistics.completed++;
      if (way === this.#version) this.#toVersion++;
    }
    travel(model, this.sideRouters[way]!, 0, request);
  }

  override report(): StationReport {
    if (this.#version < 0) return {};
    return { figures: [{ path: 'versionShare', sum: this.#toVersion, per: this.statistics.arrivals }] };
  }
}
