import type { Model } from '../model.ts';
import { snap } from '../snap.ts';
import type { Figure } from '../statistics/figures.ts';
import { Watermark } from './watermark.ts';
import { createWindows, type Windows } from './windows/schema.ts';
import { FATE, type WindowOperator } from './windows/window-operator.ts';

/** What a station does with requests that leave its windows. */
export interface WindowOutlet {
  /** Its windows have a result that answers the request. */
  emit(model: Model, request: number): void;
  /** The request came after all its windows were gone. */
  dropLate(model: Model, request: number): void;
}

/** The windows of one station: event times in, requests out when the watermark allows. */
export class WindowStage {
  readonly #windows: WindowOperator;
  readonly #watermark: Watermark;
  readonly #outlet: WindowOutlet;
  readonly #intervalSeconds: number;
  #emissions = 0;
  #late = 0;
  #isCounting = false;

  constructor(settings: Windows, partitions: number, outlet: WindowOutlet) {
    this.#windows = createWindows(settings);
    this.#watermark = new Watermark(partitions, settings.outOfOrdernessSeconds, settings.idlenessSeconds);
    this.#intervalSeconds = settings.watermarkIntervalSeconds;
    this.#outlet = outlet;
  }

  /** When the next watermark is due: a multiple of the interval. */
  nextEmissionAt(): number {
    return snap(++this.#emissions * this.#intervalSeconds);
  }

  /** A record of the partition has been processed, for the first time or again. */
  observe(model: Model, partition: number, eventAt: number): void {
    this.#watermark.observe(partition, eventAt, model.now);
  }

  add(model: Model, request: number, eventAt: number): void {
    this.#countFromWarmUp(model);
    const { requests } = model;
    const fate = this.#windows.add(requests, request, requests.key[request]!, eventAt, this.#watermark.current);
    this.#release(model);
    if (fate === FATE.update) this.#outlet.emit(model, request);
    else if (fate === FATE.late) {
      this.#late++;
      this.#outlet.dropLate(model, request);
    }
  }

  /** The periodic emission of the watermark. */
  emitWatermark(model: Model): void {
    this.#countFromWarmUp(model);
    this.#windows.advance(model.requests, this.#watermark.emit(model.now));
    this.#release(model);
  }

  /** The job has failed and starts anew from kept state. */
  reset(): void {
    this.#watermark.reset();
  }

  get figures(): readonly Figure[] {
    const { fired, updates, entries } = this.#windows;
    return [
      { path: 'windows.fired', sum: fired },
      { path: 'windows.updates', sum: updates },
      { path: 'windows.entries', sum: entries },
      { path: 'windows.droppedLate', sum: this.#late },
    ];
  }

  #release(model: Model): void {
    const { due } = this.#windows;
    while (due.count > 0) this.#outlet.emit(model, due.take(model.requests, 1));
  }

  #countFromWarmUp(model: Model): void {
    if (this.#isCounting || !model.isMeasuring) return;
    this.#isCounting = true;
    this.#late = 0;
    this.#windows.fired = 0;
    this.#windows.updates = 0;
    this.#windows.entries = 0;
  }
}
