import { Worker } from 'node:worker_threads';
import type { MeasuredSubject } from '../../../widgets/engines/inference/messages.ts';
import type { ThreadAnswer, ThreadInput, ThreadOrder } from './messages.ts';

/** A model in a thread of its own: one order at a time. */
export class ModelThread {
  readonly #worker: Worker;
  #settle: { readonly resolve: (answer: ThreadAnswer) => void; readonly reject: (error: Error) => void } | undefined;

  private constructor(input: ThreadInput) {
    this.#worker = new Worker(new URL('./inference-thread.ts', import.meta.url), { workerData: input });
    this.#worker.on('message', (answer: ThreadAnswer) => this.#receive(answer));
    this.#worker.on('error', (error) => this.#fail(error as Error));
    this.#worker.on('exit', () => this.#fail(new Error('The thread of the model has ended.')));
  }

  /** Opens the model. Rejects where the file is faulty. */
  static async open(input: ThreadInput): Promise<ModelThread> {
    const thread = new ModelThread(input);
    await thread.#answer();
    return thread;
  }

  /** Scores one batch of requests; resolves to what the model itself took, in seconds. */
  async score(size: number): Promise<number> {
    const answer = await this.#order({ type: 'score', size });
    return answer.type === 'scored' ? answer.modelSeconds : Number.NaN;
  }

  /** Measures the service curve over batches of requests, in the thread in which they are served. */
  async measure(batchSizes: readonly number[], timingSeconds: number): Promise<MeasuredSubject> {
    const answer = await this.#order({ type: 'measure', batchSizes, timingSeconds });
    if (answer.type !== 'measured') throw new Error('The thread answered something else.');
    return answer.measured;
  }

  async end(): Promise<void> {
    this.#worker.removeAllListeners('exit');
    await this.#worker.terminate();
  }

  #order(order: ThreadOrder): Promise<ThreadAnswer> {
    const answer = this.#answer();
    this.#worker.postMessage(order);
    return answer;
  }

  #answer(): Promise<ThreadAnswer> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
  }

  #receive(answer: ThreadAnswer): void {
    if (answer.type === 'failed') this.#fail(new Error(answer.message));
    else this.#settle?.resolve(answer);
  }

  #fail(error: Error): void {
    this.#settle?.reject(error);
  }
}
