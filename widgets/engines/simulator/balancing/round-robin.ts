import * as z from '../../../kit/zod.ts';
import { defineBalancing } from './balancing-policy.ts';
import { SmoothWeights } from './smooth-weights.ts';

/** One after the other; with weights, the smooth weighted kind. */
export const roundRobin = defineBalancing({
  name: 'roundRobin',
  label: 'Round robin',
  meaning:
    'One ready replica after the other, in turn; with weights, as often as each weight says and spread out evenly.',
  parameters: {},
  shape: {},
  schema: z.strictObject({ policy: z.literal('roundRobin') }),
  example: { policy: 'roundRobin' },
  create() {
    const smooth = new SmoothWeights();
    let turn = 0;
    return {
      choose(hosts) {
        if (hosts.weights) return smooth.choose(hosts, 0);
        if (turn >= hosts.count) turn = 0;
        return hosts.list[turn++]!;
      },
      hostsChanged: () => smooth.reset(),
    };
  },
});
