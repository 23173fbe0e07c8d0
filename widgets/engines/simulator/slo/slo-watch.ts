import { defineEvent, RANK } from '../event.ts';
import type { Model } from '../model.ts';
import { snap } from '../snap.ts';
import { shareWithin } from '../statistics/share-within.ts';
import { type BurnRule, SliCounts, WORKBOOK_RULES } from './burn-rate.ts';
import type { SloCourse } from '../result.ts';
import type { Slo } from './slo-schema.ts';

/** Moments of the course that are written down at most. */
const MOST_MOMENTS = 240;
/** Alerts beyond this many are counted and not written down one by one. */
const MOST_FIRINGS = 200;

/** What one rule did in one replication, as plain data. */
export interface AlertPart extends BurnRule {
  /** How often it went on, and for how many seconds it was on. */
  readonly fired: number;
  readonly activeSeconds: number;
  /** [on, off] in seconds of the run; `null` where it was still on at the end. */
  readonly firings: readonly (readonly [number, number | null])[];
}

export interface SloPart {
  readonly good: number;
  readonly bad: number;
  readonly course: SloCourse;
  readonly alerts: readonly AlertPart[];
}

interface Watched {
  readonly rule: BurnRule;
  readonly threshold: number;
  readonly longIntervals: number;
  readonly shortIntervals: number;
  onSince: number;
  fired: number;
  activeSeconds: number;
  readonly firings: [number, number | null][];
}

const watches = new WeakMap<Model, readonly SloWatch[]>();
const sliScrape = defineEvent('sliScrape', RANK.scrape, (model, index, count) =>
  watches.get(model)![index]!.scrape(model, index, count),
);

/** The counters of one objective, read at equal intervals from the end of the warm-up, and its rules. Reads what is counted anyway and changes nothing. */
class SloWatch {
  readonly #slo: Slo;
  readonly #counts: SliCounts;
  readonly #watched: readonly Watched[];
  /** The counts at every so many intervals. */
  readonly #stride: number;
  readonly #seconds: Float64Array;
  readonly #good: Float64Array;
  readonly #bad: Float64Array;
  #moments = 0;

  constructor(slo: Slo, measuredSeconds: number) {
    const { alerts = WORKBOOK_RULES, target, intervalSeconds } = slo;
    this.#slo = slo;
    const intervals = (seconds: number) => Math.max(1, Math.round(seconds / intervalSeconds));
    this.#counts = new SliCounts(alerts.reduce((most, { longSeconds }) => Math.max(most, intervals(longSeconds)), 1));
    const scrapes = Math.floor(snap(measuredSeconds / slo.intervalSeconds));
    this.#stride = Math.max(1, Math.ceil(scrapes / MOST_MOMENTS));
    const moments = Math.floor(scrapes / this.#stride);
    [this.#seconds, this.#good, this.#bad] = [
      new Float64Array(moments),
      new Float64Array(moments),
      new Float64Array(moments),
    ];
    this.#watched = alerts.map((rule) => ({
      rule,
      threshold: rule.burnRate * (1 - target),
      longIntervals: intervals(rule.longSeconds),
      shortIntervals: intervals(rule.shortSeconds),
      ...{ onSince: Number.NaN, fired: 0, activeSeconds: 0, firings: [] },
    }));
  }

  schedule(model: Model, index: number, count: number): void {
    const at = snap(model.warmUpSeconds + count * this.#slo.intervalSeconds);
    if (at <= model.durationSeconds) model.schedule(sliScrape, at, index, count);
  }

  scrape(model: Model, index: number, count: number): void {
    const { good, bad } = this.#totals(model);
    this.#counts.push(good, bad);
    if (count % this.#stride === 0 && this.#moments < this.#seconds.length) this.#writeDown(model.now, good, bad);
    for (const watched of this.#watched) {
      const { threshold, longIntervals, shortIntervals } = watched;
      const isOn = this.#counts.exceeds(threshold, longIntervals) && this.#counts.exceeds(threshold, shortIntervals);
      const wasOn = !Number.isNaN(watched.onSince);
      if (isOn && !wasOn) turnOn(watched, model.now);
      if (!isOn && wasOn) turnOff(watched, model.now);
    }
    this.schedule(model, index, count + 1);
  }

  #writeDown(now: number, good: number, bad: number): void {
    this.#seconds[this.#moments] = now;
    this.#good[this.#moments] = good;
    this.#bad[this.#moments++] = bad;
  }

  /** Requests that came to an end since the end of the warm-up. */
  #totals({ statistics }: Model): { good: number; bad: number } {
    const { completed, timedOut, dropped, sojourn } = statistics;
    const { latencySeconds } = this.#slo;
    const ended = completed + timedOut + dropped.reduce((sum, count) => sum + count, 0);
    if (latencySeconds === undefined) return { good: completed, bad: ended - completed };
    const good = Math.round((shareWithin(sojourn.histogram, latencySeconds) ?? 0) * completed);
    return { good, bad: ended - good };
  }

  part(model: Model): SloPart {
    const alerts = this.#watched.map(({ rule, onSince, fired, activeSeconds, firings }) => ({
      ...rule,
      fired,
      activeSeconds: Number.isNaN(onSince) ? activeSeconds : activeSeconds + model.durationSeconds - onSince,
      firings,
    }));
    const until = (values: Float64Array) => [...values.subarray(0, this.#moments)];
    const course = { seconds: until(this.#seconds), good: until(this.#good), bad: until(this.#bad) };
    return { ...this.#totals(model), course, alerts };
  }
}

function turnOn(watched: Watched, now: number): void {
  watched.onSince = now;
  watched.fired++;
  if (watched.firings.length < MOST_FIRINGS) watched.firings.push([now, null]);
}

function turnOff(watched: Watched, now: number): void {
  watched.activeSeconds += now - watched.onSince;
  watched.onSince = Number.NaN;
  if (watched.fired <= MOST_FIRINGS) watched.firings.at(-1)![1] = now;
}

/** Begins to watch the objectives of a scenario in one replication. */
export function watchSlos(model: Model, slos: readonly Slo[]): void {
  if (slos.length === 0) return;
  const made = slos.map((slo) => new SloWatch(slo, model.durationSeconds - model.warmUpSeconds));
  watches.set(model, made);
  made.forEach((watch, index) => {
    watch.schedule(model, index, 1);
  });
}

/** What the watched objectives saw, once the replication has ended. */
export function sloParts(model: Model): readonly SloPart[] {
  return watches.get(model)?.map((watch) => watch.part(model)) ?? [];
}
