import { type ClosedSettings, LEAST_ROUND_SECONDS } from '../arrivals/closed.ts';
import { defineEvent, RANK } from '../event.ts';
import type { Model } from '../model.ts';
import type { RandomStream } from '../random.ts';
import { snapAfter } from '../snap.ts';
import type { BuildContext } from '../station.ts';
import { type SourceSettings, SourceStation } from './source-station.ts';

// An arrival: with a think time of 0 it comes at the instant of the answer, after everything that ends then.
const thinkEnd = defineEvent('thinkEnd', RANK.arrival, (model, station) =>
  (model.stations[station] as ClosedLoopStation).send(model),
);

/** Clients that each wait for the answer and think before they ask again. Clients are alike, so only their number is kept: each is a pending event or a request. */
export class ClosedLoopStation extends SourceStation {
  override readonly hasQueue = false;
  readonly #clients: number;
  readonly #meanSeconds: number;
  readonly #cv: number;
  readonly #stream: RandomStream;

  constructor(settings: SourceSettings & { readonly arrivals: ClosedSettings }, context: BuildContext) {
    super(settings, context, true);
    const { clients, thinkTimeSeconds, thinkTimeCv } = settings.arrivals;
    this.#clients = clients;
    this.#meanSeconds = thinkTimeSeconds;
    this.#cv = thinkTimeSeconds > 0 ? thinkTimeCv : 0;
    this.#stream = context.stream('think');
  }

  override start(model: Model): void {
    super.start(model);
    model.hearsReturn[this.index] = 1;
    for (let client = 0; client < this.#clients; client++) this.#think(model);
  }

  send(model: Model): void {
    this.release(model, this.create(model));
    if (model.now >= model.warmUpSeconds) this.statistics.completed++;
  }

  override returned(model: Model, createdAt: number): void {
    if (model.now === createdAt && this.#meanSeconds < LEAST_ROUND_SECONDS) {
      this.#sendAt(model, snapAfter(model.now, LEAST_ROUND_SECONDS));
    } else this.#think(model);
  }

  #think(model: Model): void {
    const mean = this.#meanSeconds;
    const cv = this.#cv;
    if (cv === 1) this.#sendAt(model, model.now + mean * this.#stream.exponential());
    else if (cv > 0) this.#sendAt(model, model.now + mean * cv * cv * this.#stream.gamma(1 / (cv * cv)));
    // A random moment lies between two points of the grid: the next request never comes before the answer.
    else this.#sendAt(model, snapAfter(model.now, mean));
  }

  #sendAt(model: Model, at: number): void {
    if (at < model.durationSeconds) model.schedule(thinkEnd, at, this.index, 0);
  }
}
