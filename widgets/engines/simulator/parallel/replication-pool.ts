import type { Scenario } from '../scenario.ts';
import type { Curves } from '../service/service-law.ts';
import type { FinishedReplication, ReplicationRunner } from './replication-runner.ts';

/** Replications of one scenario, by their indexes. */
export interface ReplicationJob {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly curves: Curves;
  readonly replications: readonly number[];
}

export interface JobOptions {
  /** Called with the share done, 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
  /** Called for every replication in the order in which they end, which depends on the machine. `runner` says which worker it was. */
  readonly onFinished: (finished: FinishedReplication, runner: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** A job under way. */
interface Active {
  readonly job: ReplicationJob;
  readonly options: JobOptions;
  readonly abort: AbortController;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
  /** By position in the job: share done. */
  readonly shares: Float64Array;
  next: number;
  finished: number;
}

/**
 * Spreads replications over runners, one at a time on each. Jobs that are under way together take turns. What a job gives does not depend on the number
 * of runners: every replication follows from scenario, seed and index alone.
 */
export class ReplicationPool {
  readonly #make: () => ReplicationRunner;
  readonly #size: number;
  readonly #runners: ReplicationRunner[] = [];
  readonly #isBusy: boolean[] = [];
  #jobs: Active[] = [];

  /** At most `size` runners, each started when there is work for it. */
  constructor(make: () => ReplicationRunner, size: number) {
    this.#make = make;
    this.#size = Math.max(1, Math.floor(size));
  }

  /** Rejects with `AbortError` as soon as `signal` says so, and with what a runner says of the first replication that cannot be run. */
  run(job: ReplicationJob, options: JobOptions): Promise<void> {
    if (options.signal?.aborted) return Promise.reject(aborted());
    if (job.replications.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const shares = new Float64Array(job.replications.length);
      const abort = new AbortController();
      const active: Active = { job, options, abort, resolve, reject, shares, next: 0, finished: 0 };
      options.signal?.addEventListener('abort', () => this.#fail(active, aborted()), { once: true });
      this.#jobs.push(active);
      this.#dispatch();
    });
  }

  /** Ends all runners; what is under way is rejected with `AbortError`. The next job starts them again. */
  end(): void {
    for (const active of [...this.#jobs]) this.#fail(active, aborted());
    for (const runner of this.#runners) runner.end();
  }

  #dispatch(): void {
    for (;;) {
      const active = this.#jobs.find((candidate) => candidate.next < candidate.job.replications.length);
      const runner = active && this.#freeRunner();
      if (!active || runner === undefined) return;
      // The next turn belongs to another job.
      this.#jobs = [...this.#jobs.filter((job) => job !== active), active];
      void this.#start(active, active.next++, runner);
    }
  }

  #freeRunner(): number | undefined {
    const free = this.#isBusy.indexOf(false);
    if (free >= 0) return free;
    if (this.#runners.length === this.#size) return undefined;
    this.#isBusy.push(false);
    return this.#runners.push(this.#make()) - 1;
  }

  async #start(active: Active, position: number, runner: number): Promise<void> {
    const { job, options, abort, shares } = active;
    this.#isBusy[runner] = true;
    try {
      const { scenario, seed, curves } = job;
      const task = { scenario, seed, curves, replication: job.replications[position]! };
      const onProgress = (share: number) => this.#report(active, position, share);
      const finished = await this.#runners[runner]!.run(task, { onProgress, signal: abort.signal });
      if (abort.signal.aborted) return;
      options.onFinished(finished, runner);
      active.finished++;
      this.#report(active, position, 1);
      if (active.finished === shares.length) this.#settle(active).resolve();
    } catch (error) {
      this.#fail(active, error);
    } finally {
      this.#isBusy[runner] = false;
      this.#dispatch();
    }
  }

  #report({ options, shares, abort }: Active, position: number, share: number): void {
    shares[position] = share;
    if (!abort.signal.aborted) options.onProgress?.(shares.reduce((sum, part) => sum + part, 0) / shares.length);
  }

  #settle(active: Active): Active {
    this.#jobs = this.#jobs.filter((job) => job !== active);
    return active;
  }

  #fail(active: Active, error: unknown): void {
    this.#settle(active).reject(error);
    active.abort.abort();
  }
}

const aborted = () => new DOMException('The run was cancelled.', 'AbortError');
