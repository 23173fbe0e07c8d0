import { RequestQueue } from '../request-pool.ts';

/** One member of a consumer group: its partitions are [firstPartition, endPartition), read in turn from `cursor`. */
export interface Consumer {
  firstPartition: number;
  endPartition: number;
  readonly polled: RequestQueue;
  cursor: number;
  waiting: number;
  isBusy: boolean;
}

export const newConsumer = (): Consumer => ({
  firstPartition: 0,
  endPartition: 0,
  polled: new RequestQueue(),
  cursor: 0,
  waiting: 0,
  isBusy: false,
});

/** Kafka's range assignor: consecutive partitions, the first (partitions mod consumers) members one more than the others. */
export function assignRange(partitions: number, consumers: number, member: number): [first: number, end: number] {
  const each = Math.floor(partitions / consumers);
  const withOneMore = partitions % consumers;
  const first = member * each + Math.min(member, withOneMore);
  return [first, first + each + (member < withOneMore ? 1 : 0)];
}

/** Gives the partitions to the members, in their order; `owner` is filled by partition, −1 for none. Consumers that are no members get nothing. */
export function shareOut(
  partitions: readonly RequestQueue[],
  consumers: readonly Consumer[],
  members: readonly number[],
  owner: Int32Array,
): void {
  owner.fill(-1);
  for (const consumer of consumers) consumer.waiting = 0;
  members.forEach((slot, member) => {
    const consumer = consumers[slot]!;
    const [first, end] = assignRange(partitions.length, members.length, member);
    consumer.firstPartition = first;
    consumer.endPartition = end;
    consumer.cursor = first;
    for (let partition = first; partition < end; partition++) consumer.waiting += partitions[partition]!.count;
    owner.fill(slot, first, end);
  });
}
