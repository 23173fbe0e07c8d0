import type { ArrivalProcess } from '../arrivals/arrival-process.ts';
import { type Schedule, ScheduleClock } from '../batch/schedule.ts';
import { type Arrivals, createArrivals } from '../arrivals/schema.ts';
import { defineEvent, RANK } from '../event.ts';
import type { Model } from '../model.ts';
import { RequestQueue } from '../request-pool.ts';
import type { BuildContext } from '../station.ts';
import { type SourceSettings, SourceStation } from './source-station.ts';

const rowArrival = defineEvent('rowArrival', RANK.arrival, (model, station) =>
  (model.stations[station] as DatasetStation).arrive(model),
);
// After the arrivals of the same instant, so that a row that comes on the stroke still belongs to the cycle.
const cycleStart = defineEvent('cycleStart', RANK.control, (model, station) =>
  (model.stations[station] as DatasetStation).releaseRows(model),
);

export interface DatasetSettings extends SourceSettings, Schedule {
  readonly rows?: number | undefined;
  readonly arrivals?: Arrivals | undefined;
}

/** Rows released on a schedule: `rows` new ones per cycle, or those that arrived since the last cycle and waited here. */
export class DatasetStation extends SourceStation {
  readonly #clock: ScheduleClock;
  readonly #rowsPerCycle: number;
  readonly #arrivals: ArrivalProcess | undefined;
  readonly #waiting = new RequestQueue();

  constructor(settings: DatasetSettings, context: BuildContext) {
    super(settings, context, false);
    this.#clock = new ScheduleClock(settings);
    this.#rowsPerCycle = settings.rows ?? 0;
    this.#arrivals = settings.arrivals && createArrivals(settings.arrivals, context.stream('arrivals'));
  }

  override start(model: Model): void {
    super.start(model);
    this.#scheduleCycle(model);
    this.#scheduleRow(model);
  }

  arrive(model: Model): void {
    this.#collect(model);
    this.#scheduleRow(model);
  }

  releaseRows(model: Model): void {
    const { requests } = model;
    for (let i = 0; i < this.#rowsPerCycle; i++) this.#collect(model);
    while (this.#waiting.count > 0) {
      const row = this.#waiting.take(requests, 1);
      const arrivedAt = requests.createdAt[row]!;
      this.statistics.started(model.now, arrivedAt);
      this.statistics.left(model.now, arrivedAt);
      this.release(model, row);
    }
    this.#scheduleCycle(model);
  }

  #collect(model: Model): void {
    const row = this.create(model);
    this.statistics.entered(model.now);
    this.#waiting.push(model.requests, row);
  }

  #scheduleCycle(model: Model): void {
    const at = this.#clock.next();
    if (at < model.durationSeconds) model.schedule(cycleStart, at, this.index, 0);
  }

  #scheduleRow(model: Model): void {
    const at = this.#arrivals?.next() ?? Infinity;
    if (at < model.durationSeconds) model.schedule(rowArrival, at, this.index, 0);
  }
}
