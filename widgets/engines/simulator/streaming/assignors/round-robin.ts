import type { Assignor } from './assignor.ts';

/** Kafka's RoundRobinAssignor: the partitions are dealt to the members in turn. */
export const roundRobin: Assignor = {
  name: 'roundRobin',
  isCooperative: false,
  assign({ partitions, owned }) {
    const dealt = owned.map((): number[] => []);
    for (let partition = 0; partition < partitions; partition++) dealt[partition % owned.length]!.push(partition);
    return dealt;
  },
};
