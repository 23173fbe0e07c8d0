import type { Usage } from '../cost/usage.ts';

/** The machines of a cache or an online store, rented for all the measured time. They work while a look-up is under way, as far as they can. */
export function rentedNodes(instance: string, nodes: number, measuredSeconds: number, lookupSeconds: number): Usage {
  const seconds = nodes * measuredSeconds;
  return { type: 'instance', instance, seconds, busySeconds: Math.min(seconds, lookupSeconds) };
}
