import { uniformNumbers } from './random.ts';
import type { Queue } from './station.ts';

/** Chooses a queue for a request. */
export type Balancer = (serial: number) => Queue;

export const inTurn =
  (queues: readonly Queue[]): Balancer =>
  (serial) =>
    queues[serial % queues.length]!;

export function atRandom(queues: readonly Queue[], seed: number): Balancer {
  const uniform = uniformNumbers(seed);
  return () => queues[Math.min(queues.length - 1, Math.floor(uniform() * queues.length))]!;
}

/** Asks `choices` queues, each drawn from all of them, and takes the one with the fewest requests; the first drawn of equals. */
export function fewestOfSome(queues: readonly Queue[], choices: number, seed: number): Balancer {
  const draw = atRandom(queues, seed);
  return (serial) => {
    let best = draw(serial);
    for (let i = 1; i < choices; i++) {
      const other = draw(serial);
      if (other.active < best.active) best = other;
    }
    return best;
  };
}

/** Asks all of them; the first of equals. */
export const fewestOfAll =
  (queues: readonly Queue[]): Balancer =>
  () =>
    queues.reduce((best, queue) => (queue.active < best.active ? queue : best));
