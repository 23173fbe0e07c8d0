import { OpenLoop } from './open-loop.ts';
import type { RealPlan } from './real-plan.ts';
import { type RequestBatch, RequestBatcher } from './request-batcher.ts';
import { OUTCOME, RunRecord } from './run-record.ts';

/**
 * A real run as a state machine with the time as an argument: whoever drives it tells it when time has passed (`wake`) and when a batch is done
 * (`batchDone`), and runs the batches that it is given. Latency counts from the moment at which a request was due, not from when it was sent.
 */
export class RealRun {
  readonly record: RunRecord;
  readonly #plan: RealPlan;
  readonly #loop: OpenLoop;
  readonly #batcher: RequestBatcher;
  readonly #start: (batch: RequestBatch) => void;

  /** `start` is called with every batch that is to run now; it ends with `batchDone`, never within the call itself. */
  constructor(plan: RealPlan, start: (batch: RequestBatch) => void) {
    this.#plan = plan;
    this.#start = start;
    this.record = new RunRecord(plan.arrivalSeconds);
    this.#loop = new OpenLoop(plan.arrivalSeconds);
    const { policy, queueCapacity, regime } = plan;
    this.#batcher = new RequestBatcher({ policy, queueCapacity, isJob: regime === 'batch' });
  }

  /** When `wake` is to be called next if no batch ends before. Infinity when nothing is left to wait for. */
  get wakeAt(): number {
    return Math.min(this.#loop.nextAt, this.#batcher.askAgainAt);
  }

  /** True when every request was sent and none is left in the queue or in service. */
  get isOver(): boolean {
    return this.#loop.nextAt === Infinity && this.#batcher.waiting === 0 && !this.#batcher.isBusy;
  }

  /** Time has passed: what is due joins, and what was held back long enough starts. */
  wake(now: number): void {
    // One after the other, as they would have come: the first must not find those behind it in the queue. Rows of a job come together.
    for (let request = this.#loop.take(now); request >= 0; request = this.#loop.take(now)) {
      this.record.sent(request, now);
      if (!this.#batcher.join(request, now)) this.record.turnedAway(request, OUTCOME.rejected);
      if (this.#plan.regime !== 'batch') this.#dispatch(now);
    }
    this.#dispatch(now);
  }

  /** The batch under way is done; `modelSeconds` is what the model itself took. */
  batchDone(now: number, modelSeconds: number): void {
    this.record.batchEnded(now, modelSeconds);
    for (const request of this.#batcher.finish()) this.record.answered(request, now);
    this.#dispatch(now);
  }

  #dispatch(now: number): void {
    const batch = this.#batcher.next(now);
    if (!batch) return;
    this.record.batchStarted(now, batch.requests.length);
    this.#start(batch);
  }
}
