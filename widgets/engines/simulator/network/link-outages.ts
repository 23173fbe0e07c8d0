import { defineEvent, RANK } from '../event.ts';
import type { OutageCourse } from '../faults/laws/outage-law.ts';
import type { Model } from '../model.ts';

const outageStart = defineEvent('linkOutageStart', RANK.capacity, (model, link) =>
  model.network!.crossings[link]!.outages!.start(model),
);
const outageEnd = defineEvent('linkOutageEnd', RANK.capacity, (model, link) =>
  model.network!.crossings[link]!.outages!.end(model),
);

/** What goes down and comes back with the outages. */
export interface Interruptible {
  readonly index: number;
  goDown(model: Model): void;
  comeUp(model: Model): void;
}

/** The outages of one link, by turns, and how long they last after the warm-up. */
export class LinkOutages {
  readonly #link: Interruptible;
  readonly #course: OutageCourse;
  readonly #warmUpSeconds: number;
  #startedAt = Number.NaN;
  #downSeconds = 0;
  #count = 0;

  constructor(link: Interruptible, course: OutageCourse, warmUpSeconds: number) {
    this.#link = link;
    this.#course = course;
    this.#warmUpSeconds = warmUpSeconds;
  }

  /** Schedules the next outage of a link that has been up since now. */
  await(model: Model): void {
    const at = this.#course.beginsAt(model.now);
    if (at <= model.durationSeconds) model.schedule(outageStart, at, this.#link.index, 0);
  }

  start(model: Model): void {
    this.#startedAt = model.now;
    if (model.now >= this.#warmUpSeconds) this.#count++;
    model.schedule(outageEnd, this.#course.endsAt(model.now), this.#link.index, 0);
    this.#link.goDown(model);
  }

  end(model: Model): void {
    this.#downSeconds += this.#lastedUntil(model.now);
    this.#startedAt = Number.NaN;
    this.#link.comeUp(model);
    this.await(model);
  }

  /** Seconds of the present outage up to `now`, as far as they lie after the warm-up. */
  #lastedUntil(now: number): number {
    return Number.isNaN(this.#startedAt) ? 0 : Math.max(0, now - Math.max(this.#startedAt, this.#warmUpSeconds));
  }

  /** Outages that began, and seconds down up to `now`. */
  get count(): number {
    return this.#count;
  }

  downSecondsAt(now: number): number {
    return this.#downSeconds + this.#lastedUntil(now);
  }
}
