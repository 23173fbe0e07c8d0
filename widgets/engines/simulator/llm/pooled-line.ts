import { NO_REQUEST, type RequestPool, RequestQueue } from '../request-pool.ts';
import type { WaitingLine } from './step-scheduler.ts';

/** A first-come-first-served line of requests in the pool, as a scheduler sees it. */
export class PooledLine implements WaitingLine {
  readonly #queue = new RequestQueue();
  readonly #pool: RequestPool;

  constructor(pool: RequestPool) {
    this.#pool = pool;
  }

  get head(): number {
    return this.#queue.count > 0 ? this.#queue.head : NO_REQUEST;
  }

  get count(): number {
    return this.#queue.count;
  }

  push(request: number): void {
    this.#queue.push(this.#pool, request);
  }

  takeHead(): void {
    this.#queue.take(this.#pool, 1);
  }
}
