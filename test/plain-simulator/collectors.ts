import type { Collector } from './station.ts';

/** The next request, alone. */
export const oneByOne: Collector = function* (_world, queue) {
  while (queue.requests.length === 0) yield { signal: queue.arrived };
  return queue.requests.splice(0, 1);
};

/**
 * Triton and TensorFlow Serving: what waits goes when it is a full batch or when its oldest request has been in the queue for the delay, so the clock of
 * a request runs while the server is busy (triton core/src/dynamic_batch_scheduler.cc; tensorflow_serving/batching/README.md).
 */
export function sinceEnqueued(largest: number, delay: number): Collector {
  return function* (world, queue) {
    const { requests } = queue;
    for (;;) {
      const oldest = requests[0];
      if (oldest && (requests.length >= largest || delay === 0 || oldest.arrivedAt + delay <= world.now)) {
        return requests.splice(0, largest);
      }
      yield oldest ? { signal: queue.arrived, until: oldest.arrivedAt + delay } : { signal: queue.arrived };
    }
  };
}

/** TorchServe and KServe: the free server takes a first request and waits for others from then on, however long that one has waited already. */
export function sinceTaken(largest: number, delay: number): Collector {
  return function* (world, queue) {
    while (queue.requests.length === 0) yield { signal: queue.arrived };
    const endsAt = world.now + delay;
    for (;;) {
      if (queue.requests.length >= largest || endsAt <= world.now) return queue.requests.splice(0, largest);
      yield { signal: queue.arrived, until: endsAt };
    }
  };
}
