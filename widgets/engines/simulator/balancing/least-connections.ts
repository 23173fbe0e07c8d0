import * as z from '../../../kit/zod.ts';
import type { RandomStream } from '../random.ts';
import { defineBalancing, type HostView } from './balancing-policy.ts';
import { CountOrder } from './count-order.ts';
import { viewParameters, viewShape } from './parameters.ts';

/** The least active / weight, ties by chance: each further equal takes over with probability 1 / (how many so far). */
function leastByWeight({ list, count, active, weights }: HostView, stream: RandomStream): number {
  let best = list[0]!;
  let least = Infinity;
  let ties = 0;
  for (let i = 0; i < count; i++) {
    const host = list[i]!;
    const load = active[host]! / weights![host]!;
    if (load > least) continue;
    ties = load === least ? ties + 1 : 1;
    if (ties === 1 || stream.uniform() * ties < 1) best = host;
    least = load;
  }
  return best;
}

/** The replica with the fewest active requests of all. */
export const leastConnections = defineBalancing({
  name: 'leastConnections',
  label: 'Least connections',
  meaning: 'The ready replica with the fewest active requests for its weight, among equals one by chance.',
  parameters: { ...viewParameters },
  optional: ['balancers', 'snapshotAgeSeconds'],
  shape: { ...viewShape },
  schema: z.strictObject({ policy: z.literal('leastConnections'), ...viewShape }),
  example: { policy: 'leastConnections' },
  create(_settings, stream) {
    const order = new CountOrder();
    return {
      choose: (hosts) =>
        hosts.weights ? leastByWeight(hosts, stream) : order.chooseLeast(hosts.active, stream.uniform()),
      hostsChanged: (hosts) => order.rebuild(hosts),
      activeChanged: (hosts, host, before) =>
        hosts.active[host]! > before ? order.raised(host, before) : order.lowered(host, before),
    };
  },
});
