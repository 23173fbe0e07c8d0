import { CallingStation } from '../calls/calling-station.ts';
import type { ShadowSettings } from '../components/shadow.ts';
import type { Model } from '../model.ts';
import type { RandomStream } from '../random.ts';
import { Router } from '../router.ts';
import type { BuildContext, StationReport } from '../station.ts';

/**
 * Copies requests to a second version, out of the critical path: the request itself goes on at once, and nobody waits for the copy. The copy is the
 * same work. It takes the capacity of whatever the second version shares with the first.
 */
export class ShadowStation extends CallingStation {
  override readonly hasQueue = false;
  override readonly sideRouters: readonly Router[];
  readonly #share: number;
  readonly #stream: RandomStream;
  /** By request: a number of [0, 1). */
  #draws = new Float64Array(0);
  #mirrored = 0;

  constructor(settings: ShadowSettings, context: BuildContext) {
    super(settings, context);
    const { to, percentage } = settings.mirror!;
    this.sideRouters = [new Router(context.routes(to), context.stream('mirror'))];
    this.#share = percentage / 100;
    this.#stream = context.stream('mirrored');
  }

  override get hasDraws(): boolean {
    return true;
  }

  override drawFor(request: number): void {
    super.drawFor(request);
    this.#draws[request] = this.#stream.uniform();
  }

  override inheritDraws(parent: number, attempt: number): void {
    super.inheritDraws(parent, attempt);
    this.#draws[attempt] = this.#draws[parent]!;
  }

  override redrawFor(attempt: number, stream: RandomStream): void {
    super.redrawFor(attempt, stream);
    this.#draws[attempt] = stream.uniform();
  }

  override grow(capacity: number): void {
    super.grow(capacity);
    const before = this.#draws;
    this.#draws = new Float64Array(capacity);
    this.#draws.set(before);
  }

  admit(model: Model, request: number): void {
    if (!this.hold(model, request)) return;
    if (this.#draws[request]! < this.#share) {
      if (model.now >= model.warmUpSeconds) this.#mirrored++;
      const copy = this.createAttempt(model, request, true);
      this.detachAttempt(model, copy);
      this.sendAttempt(model, copy, this.sideRouters[0]);
    }
    this.passHeldOn(model, request);
  }

  /** Nobody waits for the answer. */
  protected attemptEnded(): void {}

  override report(): StationReport {
    const { arrivals } = this.statistics;
    return { figures: [...this.callFigures(), { path: 'mirroredFraction', sum: this.#mirrored, per: arrivals }] };
  }
}
