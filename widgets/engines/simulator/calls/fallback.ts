import type { Model } from '../model.ts';
import type { ProxySettings } from '../components/proxy.ts';
import type { RandomStream } from '../random.ts';
import { Router } from '../router.ts';
import type { BuildContext } from '../station.ts';
import type { Figure } from '../statistics/figures.ts';

/** What a call gets that has failed: a cached answer, another component's, a default one, in this order. */
export class Fallback {
  readonly router: Router | undefined;
  readonly routers: readonly Router[];
  readonly #cachedShare: number;
  readonly #hasDefault: boolean;
  /** NaN where nothing is said. */
  readonly #cachedQuality: number;
  readonly #defaultQuality: number;
  readonly #stream: RandomStream;
  readonly #warmUpSeconds: number;
  #cached = 0;
  #elsewhere = 0;
  #default = 0;

  constructor(settings: NonNullable<ProxySettings['fallback']>, context: BuildContext) {
    const { cachedShare, to, defaultAnswer, cachedQuality, defaultQuality } = settings;
    this.router = to === undefined ? undefined : new Router(context.routes(to), context.stream('fallback'));
    this.routers = this.router ? [this.router] : [];
    this.#cachedShare = cachedShare;
    this.#hasDefault = defaultAnswer;
    this.#cachedQuality = cachedQuality ?? Number.NaN;
    this.#defaultQuality = defaultQuality ?? Number.NaN;
    this.#stream = context.stream('cachedAnswer');
    this.#warmUpSeconds = context.warmUpSeconds;
  }

  /** True when an older answer is at hand; it is counted as given. */
  findsCached(model: Model, request: number): boolean {
    if (this.#cachedShare === 0 || this.#stream.uniform() >= this.#cachedShare) return false;
    if (model.now >= this.#warmUpSeconds) this.#cached++;
    say(model, request, this.#cachedQuality);
    return true;
  }

  /** The other component has answered. */
  answeredElsewhere(now: number): void {
    if (now >= this.#warmUpSeconds) this.#elsewhere++;
  }

  /** True where there is a default answer; it is counted as given. */
  givesDefault(model: Model, request: number): boolean {
    if (!this.#hasDefault) return false;
    if (model.now >= this.#warmUpSeconds) this.#default++;
    say(model, request, this.#defaultQuality);
    return true;
  }

  figures(requests: number): readonly Figure[] {
    return [
      { path: 'fallback.cached', sum: this.#cached },
      { path: 'fallback.component', sum: this.#elsewhere },
      { path: 'fallback.default', sum: this.#default },
      { path: 'fallback.fraction', sum: this.#cached + this.#elsewhere + this.#default, per: requests },
    ];
  }
}

function say(model: Model, request: number, quality: number): void {
  if (!Number.isNaN(quality)) model.quality?.set(model.requests, request, quality);
}
