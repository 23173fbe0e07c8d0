import { Worker } from 'node:worker_threads';
import type { MeasuredSubject } from '../../../widgets/engines/inference/messages.ts';
import type { Overhead } from '../../../widgets/engines/simulator/reality/overhead.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import type { ServedBatches, ServiceAnswer, ServiceOrder } from './http-messages.ts';
import type { ThreadInput } from './messages.ts';

type Answer<Type extends ServiceAnswer['type']> = Extract<ServiceAnswer, { readonly type: Type }>;

/** An HTTP server on the loopback interface with a model behind it, in threads of their own. */
export class HttpService {
  readonly #worker: Worker;
  #address = '';
  #settle: { readonly resolve: (answer: ServiceAnswer) => void; readonly reject: (error: Error) => void } | undefined;

  private constructor(input: ThreadInput) {
    this.#worker = new Worker(new URL('./http-service-thread.ts', import.meta.url), { workerData: input });
    this.#worker.on('message', (answer: ServiceAnswer) => {
      if (answer.type === 'failed') this.#settle?.reject(new Error(answer.message));
      else this.#settle?.resolve(answer);
    });
    this.#worker.on('error', (error) => this.#settle?.reject(error as Error));
  }

  static async open(input: ThreadInput): Promise<HttpService> {
    const service = new HttpService(input);
    const { port } = await service.#answer('listening');
    service.#address = `http://127.0.0.1:${port}`;
    return service;
  }

  get scoreUrl(): string {
    return `${this.#address}/score`;
  }

  /** Answered without the model. */
  get pingUrl(): string {
    return `${this.#address}/ping`;
  }

  async measure(batchSizes: readonly number[], timingSeconds: number): Promise<MeasuredSubject> {
    return (await this.#order({ type: 'measure', batchSizes, timingSeconds }, 'measured')).measured;
  }

  /** What a call costs now beyond the curve, which has to be measured before; without HTTP itself. */
  async calibrate(sizes: readonly number[], seconds: number): Promise<Overhead> {
    return (await this.#order({ type: 'calibrate', sizes, seconds }, 'calibrated')).overhead;
  }

  async begin(scenario: Scenario, startMs: number): Promise<void> {
    await this.#order({ type: 'begin', scenario, startMs }, 'begun');
  }

  async batches(): Promise<ServedBatches> {
    return (await this.#order({ type: 'tell' }, 'served')).batches;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #order<Type extends ServiceAnswer['type']>(order: ServiceOrder, type: Type): Promise<Answer<Type>> {
    const answer = this.#answer(type);
    this.#worker.postMessage(order);
    return answer;
  }

  async #answer<Type extends ServiceAnswer['type']>(type: Type): Promise<Answer<Type>> {
    const answer = await new Promise<ServiceAnswer>((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    if (answer.type !== type)
      throw new Error(`The HTTP server answered "${answer.type}" where "${type}" was asked for.`);
    return answer as Answer<Type>;
  }
}
