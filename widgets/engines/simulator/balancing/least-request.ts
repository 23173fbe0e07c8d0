import * as z from '../../../kit/zod.ts';
import type { RandomStream } from '../random.ts';
import { anyHost, type BalancingPolicy, defineBalancing, type HostView } from './balancing-policy.ts';
import { bias, choices, distinct, viewParameters, viewShape } from './parameters.ts';
import { SmoothWeights } from './smooth-weights.ts';

/** Draws hosts without drawing one twice: the front of a shuffle that goes on from where the last one ended. */
class DistinctDraws {
  #shuffled = new Int32Array(0);

  reset({ list, count }: HostView): void {
    this.#shuffled = list.slice(0, count);
  }

  /** The `i`-th draw, after the draws 0 to i − 1. */
  draw(i: number, stream: RandomStream): number {
    const shuffled = this.#shuffled;
    const place = i + Math.floor(stream.uniform() * (shuffled.length - i));
    const host = shuffled[place]!;
    shuffled[place] = shuffled[i]!;
    shuffled[i] = host;
    return host;
  }
}

function policy(choiceCount: number, isDistinct: boolean, weightBias: number, stream: RandomStream): BalancingPolicy {
  const draws = new DistinctDraws();
  const smooth = new SmoothWeights();
  return {
    /** Of the hosts drawn, the one with the fewest active requests, among equals the one drawn first. */
    choose(hosts) {
      if (hosts.weights) return smooth.choose(hosts, weightBias);
      const wanted = isDistinct ? Math.min(choiceCount, hosts.count) : choiceCount;
      let best = -1;
      for (let i = 0; i < wanted; i++) {
        const host = isDistinct ? draws.draw(i, stream) : anyHost(hosts, stream);
        if (best < 0 || hosts.active[host]! < hosts.active[best]!) best = host;
      }
      return best;
    },
    hostsChanged(hosts) {
      smooth.reset();
      draws.reset(hosts);
    },
  };
}

/** Envoy's rule: the power of N choices with equal weights, weighted round robin by weight / (active + 1)^bias with unequal ones. */
export const leastRequest = defineBalancing({
  name: 'leastRequest',
  label: 'Least request',
  meaning:
    'Of a few replicas drawn at random, the one with the fewest active requests; with weights, in turn by weight over load.',
  parameters: { choices, distinct, bias, ...viewParameters },
  optional: ['choices', 'distinct', 'bias', 'balancers', 'snapshotAgeSeconds'],
  shape: {
    choices: z.optional(choices.schema),
    distinct: z.optional(distinct.schema),
    bias: z.optional(bias.schema),
    ...viewShape,
  },
  schema: z.strictObject({
    policy: z.literal('leastRequest'),
    choices: z.optional(choices.schema),
    distinct: z.optional(distinct.schema),
    bias: z.optional(bias.schema),
    ...viewShape,
  }),
  example: { policy: 'leastRequest' },
  create: (settings, stream) => policy(settings.choices ?? 2, settings.distinct ?? false, settings.bias ?? 1, stream),
});

/** Least request by the name of its analysis: the power of two (or d) choices (Mitzenmacher 2001). */
export const powerOfTwo = defineBalancing({
  name: 'powerOfTwo',
  label: 'Power of two choices',
  meaning: 'Of two replicas drawn at random, or as many as choices says, the one with the fewest active requests.',
  parameters: { choices, distinct, ...viewParameters },
  optional: ['choices', 'distinct', 'balancers', 'snapshotAgeSeconds'],
  shape: { choices: z.optional(choices.schema), distinct: z.optional(distinct.schema), ...viewShape },
  schema: z.strictObject({
    policy: z.literal('powerOfTwo'),
    choices: z.optional(choices.schema),
    distinct: z.optional(distinct.schema),
    ...viewShape,
  }),
  example: { policy: 'powerOfTwo' },
  create: (settings, stream) => policy(settings.choices ?? 2, settings.distinct ?? false, 1, stream),
});
