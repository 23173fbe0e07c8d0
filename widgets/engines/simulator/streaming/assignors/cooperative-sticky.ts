import type { Assignor } from './assignor.ts';

/**
 * Kafka's CooperativeStickyAssignor for members that all read the same topic (AbstractStickyAssignor, ConstrainedAssignmentBuilder, Kafka 3.x):
 * everybody keeps what it has up to its quota, and only what is over goes to those who have too little. Of m members with p partitions, p mod m get
 * ⌈p/m⌉ and the others ⌊p/m⌋.
 */
export const cooperativeSticky: Assignor = {
  name: 'cooperativeSticky',
  isCooperative: true,
  assign({ partitions, owned }) {
    const least = Math.floor(partitions / owned.length);
    const most = Math.ceil(partitions / owned.length);
    let withOneMore = partitions % owned.length;
    const assigned = owned.map((had) => {
      if (had.length < most || withOneMore === 0) return had.slice(0, least);
      withOneMore--;
      return had.slice(0, most);
    });
    const kept = new Set(assigned.flat());
    const free = Array.from({ length: partitions }, (_, partition) => partition).filter((one) => !kept.has(one));
    // Who has the smaller quota, in the order in which it will get one more: those who had it already come first.
    const filled = assigned.filter((list) => list.length === least);
    const short = assigned.filter((list) => list.length < least);
    for (let i = 0; short.length > 0 && free.length > 0; ) {
      const list = short[i]!;
      list.push(free.shift()!);
      if (list.length === least) filled.push(...short.splice(i, 1));
      else i++;
      if (i >= short.length) i = 0;
    }
    for (const list of filled) if (free.length > 0) list.push(free.shift()!);
    return assigned.map((list) => list.sort((a, b) => a - b));
  },
};
