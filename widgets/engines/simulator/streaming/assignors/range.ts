import type { Assignor } from './assignor.ts';

/** Kafka's RangeAssignor: consecutive partitions, the first (partitions mod members) members one more than the others. */
export const range: Assignor = {
  name: 'range',
  isCooperative: false,
  assign({ partitions, owned }) {
    const each = Math.floor(partitions / owned.length);
    const withOneMore = partitions % owned.length;
    return owned.map((_, member) => {
      const first = member * each + Math.min(member, withOneMore);
      const count = each + (member < withOneMore ? 1 : 0);
      return Array.from({ length: count }, (_none, i) => first + i);
    });
  },
};
