import * as z from '../../../kit/zod.ts';
import { anyHost, defineBalancing, type HostView } from './balancing-policy.ts';

/** A host in proportion to its weight; `u` is uniform on [0, 1). */
function byWeight({ list, count, weights }: HostView, u: number): number {
  let total = 0;
  for (let i = 0; i < count; i++) total += weights![list[i]!]!;
  let rest = u * total;
  for (let i = 0; i < count - 1; i++) {
    rest -= weights![list[i]!]!;
    if (rest < 0) return list[i]!;
  }
  return list[count - 1]!;
}

/** Any replica, each as likely as its weight says. */
export const random = defineBalancing({
  name: 'random',
  label: 'Random',
  meaning: 'Any ready replica, by chance.',
  parameters: {},
  shape: {},
  schema: z.strictObject({ policy: z.literal('random') }),
  example: { policy: 'random' },
  create: (_settings, stream) => ({
    choose: (hosts) => (hosts.weights ? byWeight(hosts, stream.uniform()) : anyHost(hosts, stream)),
  }),
});
