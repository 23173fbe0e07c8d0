import { startTrustedWorker } from '../../../kit/trusted-worker.ts';
import { WorkerCaller } from '../../../kit/worker-call.ts';
import type { LiveFrame } from './live-frame.ts';
import type { LiveAdvance, LiveBegin, LiveBegun, LiveFinish, LiveLook } from './live-protocol.ts';
import workerUrl from './worker.ts?worker&url';

/** One live run at a time, in a worker of its own that starts with the first one. Every call answers in order; a new run takes the place of the old. */
export class LiveClient {
  readonly #caller = new WorkerCaller(() => startTrustedWorker(workerUrl));

  /** Rejects with the engine's message when the scenario cannot run, and with `AbortError` after `signal`. */
  begin(input: LiveBegin, signal: AbortSignal): Promise<LiveBegun> {
    // Plain data only: a Svelte proxy cannot be cloned to a worker.
    return this.#caller.call('begin', JSON.parse(JSON.stringify(input)), { signal });
  }

  advance(input: LiveAdvance): Promise<LiveLook> {
    return this.#caller.call('advance', input);
  }

  /** What was recorded of a moment; null when nothing is recorded yet. */
  recall(atSeconds: number): Promise<LiveFrame | null> {
    return this.#caller.call('recall', { atSeconds });
  }

  /** Of a run that has ended: what its replication adds to the result. */
  finish(): Promise<LiveFinish> {
    return this.#caller.call('finish', null);
  }

  end(): void {
    this.#caller.end();
  }
}
