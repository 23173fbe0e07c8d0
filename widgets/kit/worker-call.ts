/**
 * A typed call to a module worker: one promise per call, progress on the way, cancellation by `AbortSignal`, and a watchdog that ends a worker
 * which no longer answers. Comlink was weighed and refused: it has neither cancellation nor progress, and its releases have stopped.
 */

/** What goes to the worker. */
export interface WorkerRequest<Input> {
  readonly id: number;
  readonly kind: string;
  readonly input: Input;
}

/** What comes back: any number of `progress`, then one `done` or `failed`. */
export type WorkerReply =
  | { readonly id: number; readonly type: 'progress'; readonly value: unknown }
  | { readonly id: number; readonly type: 'done'; readonly value: unknown }
  | { readonly id: number; readonly type: 'failed'; readonly message: string };

/** Sent to the worker when the caller no longer wants the answer. */
export interface WorkerCancel {
  readonly cancel: number;
}

export interface CallOptions<Progress> {
  readonly onProgress?: (value: Progress) => void;
  readonly signal?: AbortSignal;
  /** Longest silence in milliseconds before the worker is ended; absent means no watchdog. Every message from the worker restarts it. */
  readonly silenceMs?: number;
  readonly transfer?: Transferable[];
}

/** The worker was silent for too long and was ended. The next call starts a new one. */
export class WorkerHungError extends Error {
  override name = 'WorkerHungError';
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress: ((value: never) => void) | undefined;
  readonly silenceMs: number | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export class WorkerCaller {
  readonly #make: () => Worker;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #nextId = 1;

  /** `make` starts the worker; it is called at the first call, and again after a worker was ended. */
  constructor(make: () => Worker) {
    this.#make = make;
  }

  /** Sends one request and settles with its answer. Rejects with the worker's message, `AbortError`, or `WorkerHungError`. */
  call<Output, Progress = never>(kind: string, input: unknown, options: CallOptions<Progress> = {}): Promise<Output> {
    const id = this.#nextId++;
    const { signal } = options;
    if (signal?.aborted) return Promise.reject(new DOMException('The call was cancelled.', 'AbortError'));
    const worker = this.#start();
    return new Promise<Output>((resolve, reject) => {
      const entry: Pending = {
        resolve: resolve as (value: unknown) => void,
        reject,
        onProgress: options.onProgress as ((value: never) => void) | undefined,
        silenceMs: options.silenceMs,
        timer: undefined,
      };
      this.#pending.set(id, entry);
      this.#watch(entry);
      signal?.addEventListener('abort', () => this.#cancel(id), { once: true });
      worker.postMessage({ id, kind, input } satisfies WorkerRequest<unknown>, options.transfer ?? []);
    });
  }

  /** Ends the worker and rejects whatever was under way. */
  end(reason: Error = new DOMException('The worker was ended.', 'AbortError')): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const id of [...this.#pending.keys()]) this.#settle(id)?.reject(reason);
  }

  #start(): Worker {
    if (this.#worker) return this.#worker;
    const worker = this.#make();
    worker.onmessage = (event: MessageEvent<WorkerReply>) => this.#receive(event.data);
    worker.onerror = (event) => this.end(new Error(event.message || 'The worker could not be started.'));
    this.#worker = worker;
    return worker;
  }

  #receive(reply: WorkerReply): void {
    const entry = this.#pending.get(reply.id);
    if (!entry) return; // An answer nobody waits for any more.
    if (reply.type === 'progress') {
      this.#watch(entry);
      entry.onProgress?.(reply.value as never);
      return;
    }
    this.#settle(reply.id);
    if (reply.type === 'done') entry.resolve(reply.value);
    else entry.reject(new Error(reply.message));
  }

  #cancel(id: number): void {
    const entry = this.#settle(id);
    if (!entry) return;
    this.#worker?.postMessage({ cancel: id } satisfies WorkerCancel);
    entry.reject(new DOMException('The call was cancelled.', 'AbortError'));
  }

  #settle(id: number): Pending | undefined {
    const entry = this.#pending.get(id);
    if (entry) clearTimeout(entry.timer);
    this.#pending.delete(id);
    return entry;
  }

  #watch(entry: Pending): void {
    clearTimeout(entry.timer);
    if (entry.silenceMs === undefined) return;
    entry.timer = setTimeout(
      () => this.end(new WorkerHungError(`The worker gave no sign for ${entry.silenceMs! / 1000} s and was ended.`)),
      entry.silenceMs,
    );
  }
}

/** What a worker's handler is given beside its input. */
export interface WorkerContext {
  progress(value: unknown): void;
  /** True once the caller has cancelled; a long handler asks between slices. */
  isCancelled(): boolean;
}

const transfers = new WeakMap<object, Transferable[]>();

/** What a handler returns when parts of its answer are to change hands instead of being copied. */
export function transferring<Value extends object>(value: Value, transfer: Transferable[]): Value {
  transfers.set(value, transfer);
  return value;
}

function transferOf(value: unknown): Transferable[] {
  return (typeof value === 'object' && value !== null && transfers.get(value)) || [];
}

export type WorkerHandler = (input: never, context: WorkerContext) => unknown;

/** Serves calls inside a worker: the handlers by kind; what a handler throws becomes the caller's rejection. */
export function serveWorker(handlers: Readonly<Record<string, WorkerHandler>>): void {
  const scope = self as unknown as {
    onmessage: unknown;
    postMessage(message: WorkerReply, transfer?: Transferable[]): void;
  };
  const cancelled = new Set<number>();
  scope.onmessage = async (event: MessageEvent<WorkerRequest<never> | WorkerCancel>) => {
    const message = event.data;
    if ('cancel' in message) {
      cancelled.add(message.cancel);
      return;
    }
    const { id, kind, input } = message;
    try {
      const handler = handlers[kind];
      if (!handler) throw new Error(`The worker knows no call "${kind}".`);
      const context: WorkerContext = {
        progress: (value) => scope.postMessage({ id, type: 'progress', value }),
        isCancelled: () => cancelled.has(id),
      };
      const value = await handler(input, context);
      scope.postMessage({ id, type: 'done', value }, transferOf(value));
    } catch (error) {
      scope.postMessage({ id, type: 'failed', message: error instanceof Error ? error.message : String(error) });
    } finally {
      cancelled.delete(id);
    }
  };
}
