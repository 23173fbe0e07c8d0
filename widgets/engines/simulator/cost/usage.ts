/** What a component used in the measured time, in the units that are charged for. Additive over replications. */
export type Usage =
  /** Machines rented, in machine-seconds, of which some were busy. */
  | { readonly type: 'instance'; readonly instance: string; readonly seconds: number; readonly busySeconds: number }
  | { readonly type: 'gateway'; readonly product: string; readonly requests: number }
  /** Partitions kept, in partition-seconds, and PUT units of up to 25 KiB written. */
  | { readonly type: 'log'; readonly product: string; readonly shardSeconds: number; readonly putUnits: number }
  /** Invocations, and time with work: on demand and on provisioned instances, which are charged for their whole time as well. */
  | {
      readonly type: 'function';
      readonly product: string;
      readonly requests: number;
      readonly gbSeconds: number;
      readonly vcpuSeconds: number;
      readonly provisionedGbSeconds: number;
      readonly provisionedActiveGbSeconds: number;
    };

/** The sum of two usages of one component. */
export function addUsage(left: Usage | undefined, right: Usage): Usage {
  if (!left) return right;
  if (left.type === 'instance' && right.type === 'instance') {
    return { ...left, seconds: left.seconds + right.seconds, busySeconds: left.busySeconds + right.busySeconds };
  }
  if (left.type === 'gateway' && right.type === 'gateway') return { ...left, requests: left.requests + right.requests };
  if (left.type === 'log' && right.type === 'log') {
    return { ...left, shardSeconds: left.shardSeconds + right.shardSeconds, putUnits: left.putUnits + right.putUnits };
  }
  if (left.type === 'function' && right.type === 'function') {
    return {
      ...left,
      requests: left.requests + right.requests,
      gbSeconds: left.gbSeconds + right.gbSeconds,
      vcpuSeconds: left.vcpuSeconds + right.vcpuSeconds,
      provisionedGbSeconds: left.provisionedGbSeconds + right.provisionedGbSeconds,
      provisionedActiveGbSeconds: left.provisionedActiveGbSeconds + right.provisionedActiveGbSeconds,
    };
  }
  throw new TypeError('Usages of different types cannot be added.');
}
