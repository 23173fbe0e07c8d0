/** How a machine is paid for. */
export type Purchase = 'onDemand' | 'spot' | 'reserved1Year' | 'reserved3Year';

/** What a component used in the measured time, in the units that are charged for. Additive over replications. */
export type Usage =
  /**
   * Machines rented, in machine-seconds, of which some were busy. `billedSeconds` are those that are charged where they differ: shortest charges
   * included. `committedSeconds` are paid for by a reservation whether there was a machine or not.
   */
  | {
      readonly type: 'instance';
      readonly instance: string;
      readonly seconds: number;
      readonly busySeconds: number;
      readonly billedSeconds?: number;
      readonly purchase?: Purchase;
      /** Where the time of day is told: the busy seconds by hour of the day. */
      readonly busySecondsByHour?: readonly number[];
      /** Of a reservation: machine-seconds that it covers, and those of `billedSeconds` that are more at once than it covers. */
      readonly committedSeconds?: number;
      readonly uncommittedSeconds?: number;
    }
  | { readonly type: 'gateway'; readonly product: string; readonly requests: number }
  /** Partitions kept, in partition-seconds, and PUT units of up to 25 KiB written. */
  | { readonly type: 'log'; readonly product: string; readonly shardSeconds: number; readonly putUnits: number }
  /** Gigabytes kept, in gigabyte-seconds. */
  | { readonly type: 'storage'; readonly product: string; readonly gbSeconds: number }
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

/** The sum of two usages of one component: every number is an amount, every text is the same in all replications. */
export function addUsage(left: Usage | undefined, right: Usage): Usage {
  if (!left) return right;
  if (left.type !== right.type) throw new TypeError('Usages of different types cannot be added.');
  const amounts = left as unknown as Readonly<Record<string, unknown>>;
  const sum = Object.entries(right).map(([key, value]) => [key, addAmounts(amounts[key], value)]);
  return { ...left, ...(Object.fromEntries(sum) as Usage) };
}

function addAmounts(left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  if (Array.isArray(left) && Array.isArray(right)) return left.map((value: number, i) => value + (right[i] as number));
  return right;
}
