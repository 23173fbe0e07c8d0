import type { RandomStream } from '../random.ts';
import type { BuildContext } from '../station.ts';
import type { Figure } from '../statistics/figures.ts';

/** Requests that fail at a station: by chance at the end of their service, or because the replica that had them went down. */
export class ServiceFailure {
  /** Requests that reached the station after the warm-up and failed here. */
  failed = 0;
  readonly #probability: number;
  readonly #stream: RandomStream | undefined;
  readonly #warmUpSeconds: number;

  private constructor(probability: number, context: BuildContext) {
    this.#probability = probability;
    this.#stream = probability > 0 ? context.stream('failure') : undefined;
    this.#warmUpSeconds = context.warmUpSeconds;
  }

  /** Undefined where nothing can fail, so that nothing is asked and nothing is counted. */
  static of(probability: number | undefined, context: BuildContext): ServiceFailure | undefined {
    if (probability === undefined && !context.hasFaults) return undefined;
    return new ServiceFailure(probability ?? 0, context);
  }

  /** Whether a request whose service ends now fails. Drawn then and not at its creation: each attempt of a retried request fails by itself. */
  happens(): boolean {
    return this.#stream !== undefined && this.#stream.uniform() < this.#probability;
  }

  /** A request that came at `enqueuedAt` has failed. */
  count(enqueuedAt: number): void {
    if (enqueuedAt >= this.#warmUpSeconds) this.failed++;
  }

  get figures(): readonly Figure[] {
    return [{ path: 'failed', sum: this.failed }];
  }
}
