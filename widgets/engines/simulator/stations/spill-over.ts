import type { SpillOverSettings } from '../components/spill-over.ts';
import { travel } from '../flow.ts';
import type { Model } from '../model.ts';
import { Router } from '../router.ts';
import type { BuildContext } from '../station.ts';
import type { Figure } from '../statistics/figures.ts';

/** The way out for requests that a station cannot serve in time: neither served nor turned away there, like calls that overflow (Wilkinson 1956). */
export class SpillOver {
  /** How long a request waits first; 0 when it goes as soon as it would have to wait. */
  readonly afterSeconds: number;
  readonly router: Router;
  readonly #warmUpSeconds: number;
  #spilled = 0;

  constructor(settings: SpillOverSettings, context: BuildContext) {
    this.afterSeconds = settings.afterSeconds;
    this.router = new Router(context.routes(settings.to), context.stream('spillOver'));
    this.#warmUpSeconds = context.warmUpSeconds;
  }

  /** Hands a request that arrived at `enqueuedAt` and is in no queue any more to the other component. */
  send(model: Model, request: number): void {
    if (model.requests.enqueuedAt[request]! >= this.#warmUpSeconds) this.#spilled++;
    travel(model, this.router, 0, request);
  }

  /** For the report of the station: how many of its `arrivals` went elsewhere. */
  figures(arrivals: number): readonly Figure[] {
    return [
      { path: 'spillOver.requests', sum: this.#spilled },
      { path: 'spillOver.fraction', sum: this.#spilled, per: arrivals },
    ];
  }
}
