import type { BatchAnswer, BatchOrder } from '../../engines/inference/messages.ts';

/** Orders batches over a port of the inference worker, one at a time, and waits for their answers. */
export class BatchCaller {
  readonly #port: MessagePort;
  #settle: { readonly resolve: (modelSeconds: number) => void; readonly reject: (error: Error) => void } | undefined;

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<BatchAnswer>) => {
      if (data.ok) this.#settle?.resolve(data.modelSeconds);
      else this.#settle?.reject(new Error(data.message));
    };
  }

  /** Resolves to the model's own time in seconds. */
  score(size: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#port.postMessage({ size } satisfies BatchOrder);
    });
  }

  end(): void {
    this.#port.close();
  }
}
