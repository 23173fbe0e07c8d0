import type * as z from '../../../kit/zod.ts';
import type { RandomStream } from '../random.ts';
import type { Variant } from '../variant.ts';

/** What a balancer sees of the replicas that it may choose from. One view, used again for every choice. */
export interface HostView {
  /** The first `count` are the replicas that are ready, in the order in which they became so. */
  readonly list: Int32Array;
  readonly count: number;
  /** By replica: requests sent to it that have not come back, as far as this balancer knows. */
  readonly active: Int32Array;
  /** By replica: its weight, above 0; null when all are alike. */
  readonly weights: Float64Array | null;
}

/** Chooses the replica of one request. Pure but for its own state and its random stream. */
export interface BalancingPolicy {
  /** The replica; there is at least one. `key` is the request's, −1 when it has none. */
  choose(hosts: HostView, key: number): number;
  /** The set of replicas has changed; called once before the next choice. */
  hostsChanged?(hosts: HostView): void;
  /** The active count of a replica in the view has gone up or down by one, from `before`. */
  activeChanged?(hosts: HostView, host: number, before: number): void;
}

/** A balancing policy in the registry. */
export interface BalancingVariant<
  Shape extends Readonly<Record<string, z.ZodMiniType>> = Readonly<Record<string, z.ZodMiniType>>,
> extends Variant {
  /** The keys that it adds to the load balancer, all optional. */
  readonly shape: Shape;
  create(settings: { readonly [Key in keyof Shape]?: z.output<Shape[Key]> }, stream: RandomStream): BalancingPolicy;
}

/** Keeps the types while checking the contract. */
export function defineBalancing<const Shape extends Readonly<Record<string, z.ZodMiniType>>>(
  variant: BalancingVariant<Shape>,
): BalancingVariant<Shape> {
  return variant;
}

/** One of the hosts, each as likely as the others. */
export function anyHost(hosts: HostView, stream: RandomStream): number {
  return hosts.list[Math.floor(stream.uniform() * hosts.count)]!;
}
