import type { ModelServerSettings } from '../components/model-server.ts';
import { drop } from '../flow.ts';
import { createShedder, fullAt, type SheddingSettings } from '../guards/schema.ts';
import type { Shedder } from '../guards/shedder.ts';
import type { Model } from '../model.ts';
import { NO_REQUEST } from '../request-pool.ts';
import type { BuildContext, StationReport } from '../station.ts';
import { DROP } from '../statistics/request-statistics.ts';
import { ModelServerStation } from './model-server-station.ts';
import { SENT } from './replica-station.ts';
import type { ServiceLine } from './service-line.ts';

/** A model server that gives requests up under load: at their arrival, or when their turn comes. What it gives up is rejected. */
export class SheddingStation extends ModelServerStation {
  readonly #settings: SheddingSettings;
  /** By index of the line, from the lobby on: each queue is judged by itself. */
  readonly #shedders: Shedder[] = [];
  readonly #fullAt: number;
  readonly #warmUpSeconds: number;
  #refused = 0;
  #dropped = 0;

  constructor(settings: ModelServerSettings & { readonly shedding: SheddingSettings }, context: BuildContext) {
    super(settings, context);
    this.#settings = settings.shedding;
    this.#fullAt = fullAt(settings.shedding, settings.queueCapacity)!;
    this.#warmUpSeconds = context.warmUpSeconds;
  }

  #shedderOf(line: ServiceLine): Shedder {
    const place = line.index + 1;
    this.#shedders[place] ??= createShedder(this.#settings);
    return this.#shedders[place];
  }

  protected override enter(model: Model, line: ServiceLine, request: number): void {
    const { priority } = model.requests;
    const each = priority.length > 0 ? priority[request]! : 1;
    if (!this.#shedderOf(line).refuses(each, line.queue.count / this.#fullAt)) {
      super.enter(model, line, request);
      return;
    }
    if (model.now >= this.#warmUpSeconds) this.#refused++;
    this.turnAway(model, request);
  }

  /** Each request that would be served is judged when it leaves the queue; the next one takes the place of one that is dropped. */
  protected override takeBatch(model: Model, line: ServiceLine, wanted: number): number {
    const { requests, now } = model;
    const { queue } = line;
    const shedder = this.#shedderOf(line);
    let head = NO_REQUEST;
    let last = NO_REQUEST;
    let size = 0;
    while (size < wanted && queue.count > 0) {
      const request = queue.take(requests, 1);
      if (shedder.drops(now, requests.enqueuedAt[request]!, requests.deadline[request]!, queue.count)) {
        this.#shed(model, line, request);
        continue;
      }
      if (head === NO_REQUEST) head = request;
      else requests.next[last] = request;
      last = request;
      size++;
    }
    this.takenSize = size;
    return head;
  }

  #shed(model: Model, line: ServiceLine, request: number): void {
    const cameAt = model.requests.enqueuedAt[request]!;
    if (cameAt >= this.#warmUpSeconds) this.#dropped++;
    this.leaveLine(model, line, request, SENT.failed);
    drop(model, this, request, DROP.rejected, cameAt);
  }

  override report(measuredSeconds: number): StationReport {
    const report = super.report(measuredSeconds);
    return {
      ...report,
      figures: [
        ...(report.figures ?? []),
        { path: 'shedding.refused', sum: this.#refused },
        { path: 'shedding.dropped', sum: this.#dropped },
      ],
    };
  }
}
