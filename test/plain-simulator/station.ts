import { type Process, Signal, type World } from './world.ts';

export interface PlainRequest {
  readonly serial: number;
  readonly arrivedAt: number;
  startedAt: number;
  leftAt: number;
  /** How many were served with it, itself included. */
  batchSize: number;
}

/** Requests in the order in which they came, and who is told about it. */
export class Queue {
  readonly requests: PlainRequest[] = [];
  readonly arrived = new Signal();
  /** Waiting and in service. */
  active = 0;
}

/** Waits until there is a batch to serve, takes it out of the queue and gives it. */
export type Collector = (world: World, queue: Queue) => Process<PlainRequest[]>;

/** Requests at the given gaps, each sent to the queue that `choose` names. */
export function* source(
  world: World,
  gaps: Iterable<number>,
  choose: (serial: number) => Queue,
  log: PlainRequest[],
): Process {
  let serial = 0;
  let at = 0;
  for (const gap of gaps) {
    at += gap;
    yield { until: at, order: 'arrival' };
    const request = { serial, arrivedAt: world.now, startedAt: Number.NaN, leftAt: Number.NaN, batchSize: 0 };
    const queue = choose(serial);
    serial++;
    log.push(request);
    queue.requests.push(request);
    queue.active++;
    world.wake(queue.arrived);
  }
}

/** Collects a batch, serves it, and begins again, for ever. */
export function* server(
  world: World,
  queue: Queue,
  collect: Collector,
  serviceTime: (size: number) => number,
): Process {
  for (;;) {
    const batch = yield* collect(world, queue);
    for (const request of batch) {
      request.startedAt = world.now;
      request.batchSize = batch.length;
    }
    yield { until: world.now + serviceTime(batch.length), order: 'end' };
    for (const request of batch) request.leftAt = world.now;
    queue.active -= batch.length;
  }
}
