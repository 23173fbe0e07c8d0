import type { BatchAnswer, BatchOrder } from './messages.ts';
import type { Clock } from './clock.ts';
import type { ModelSession } from './model-session.ts';
import type { RequestBatches } from './request-batches.ts';

/** The part of a `MessagePort` that is used. */
export interface BatchPort {
  onmessage: ((event: MessageEvent<BatchOrder>) => void) | null;
  postMessage(answer: BatchAnswer): void;
}

/**
 * Scores batches of requests that are ordered over a port, one at a time, and answers with what the model itself took: a load generator in another thread
 * then needs no third one on the way. The port is free of the page, which may be busy.
 */
export function serveBatches(port: BatchPort, session: ModelSession, batches: RequestBatches, clock: Clock): void {
  port.onmessage = async ({ data: { size } }) => {
    try {
      // The harness times the copy, the call and the look at its answer; so is this.
      const count = batches.rowCount(size);
      const started = clock();
      const output = await session.run(batches.valuesOf(size), count);
      const isNumber = !Number.isNaN(output[count - 1]);
      const modelSeconds = clock() - started;
      if (!isNumber) throw new Error('The model answered something that is not a number.');
      port.postMessage({ ok: true, modelSeconds });
    } catch (error) {
      port.postMessage({ ok: false, message: error instanceof Error ? error.message : String(error) });
    }
  };
}
