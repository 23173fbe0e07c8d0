import { type RequestPool, RequestQueue } from '../../request-pool.ts';
import { snap } from '../../snap.ts';
import { MILLISECOND } from '../watermark.ts';
import { FATE, type WindowOperator } from './window-operator.ts';

/** One window with something in it. */
interface Pane {
  /** Covers [index · slide, index · slide + size). */
  index: number;
  hasFired: boolean;
  /** Requests whose first result this window will be. */
  readonly held: RequestQueue;
}

/**
 * Tumbling and sliding windows. A window fires when the watermark has reached its end less a millisecond, and is forgotten the allowed lateness later
 * (Flink, EventTimeTrigger and WindowOperator.isWindowLate). Only windows with events exist.
 */
export class FixedWindows implements WindowOperator {
  fired = 0;
  updates = 0;
  entries = 0;
  readonly due = new RequestQueue();
  readonly #size: number;
  readonly #slide: number;
  readonly #lateness: number;
  /** By index, ascending; panes that are done are kept for the next ones. */
  readonly #panes: Pane[] = [];
  readonly #spare: Pane[] = [];

  constructor(sizeSeconds: number, slideSeconds: number, allowedLatenessSeconds: number) {
    this.#size = sizeSeconds;
    this.#slide = slideSeconds;
    this.#lateness = allowedLatenessSeconds;
  }

  /** The last instant that belongs to a window, as Flink counts. */
  #lastInstantOf(index: number): number {
    return snap(index * this.#slide + this.#size - MILLISECOND);
  }

  add(pool: RequestPool, request: number, _key: number, eventAt: number, watermark: number): number {
    const last = Math.floor(snap(eventAt / this.#slide));
    const first = Math.floor(snap((eventAt - this.#size) / this.#slide)) + 1;
    let fate: number = FATE.late;
    for (let index = first; index <= last; index++) {
      if (snap(this.#lastInstantOf(index) + this.#lateness) <= watermark) continue;
      this.entries++;
      const pane = this.#paneAt(index);
      // A window whose end has passed fires for each event that it still takes.
      const isUpdate = this.#lastInstantOf(index) <= watermark;
      if (isUpdate) this.#refire(pane);
      if (fate !== FATE.late) continue;
      fate = isUpdate ? FATE.update : FATE.held;
      if (!isUpdate) pane.held.push(pool, request);
    }
    return fate;
  }

  #refire(pane: Pane): void {
    if (pane.hasFired) this.updates++;
    else this.fired++;
    pane.hasFired = true;
  }

  advance(pool: RequestPool, watermark: number): void {
    const panes = this.#panes;
    for (let i = 0; i < panes.length; i++) {
      const pane = panes[i]!;
      if (this.#lastInstantOf(pane.index) > watermark) break;
      if (pane.hasFired) continue;
      pane.hasFired = true;
      this.fired++;
      while (pane.held.count > 0) this.due.push(pool, pane.held.take(pool, 1));
    }
    while (panes.length > 0 && snap(this.#lastInstantOf(panes[0]!.index) + this.#lateness) <= watermark)
      this.#spare.push(panes.shift()!);
  }

  /** The pane of a window, made where there is none. Most events are in one of the last. */
  #paneAt(index: number): Pane {
    const panes = this.#panes;
    let place = panes.length;
    while (place > 0 && panes[place - 1]!.index > index) place--;
    if (place > 0 && panes[place - 1]!.index === index) return panes[place - 1]!;
    const pane = this.#spare.pop() ?? { index, hasFired: false, held: new RequestQueue() };
    pane.index = index;
    pane.hasFired = false;
    panes.splice(place, 0, pane);
    return pane;
  }
}
