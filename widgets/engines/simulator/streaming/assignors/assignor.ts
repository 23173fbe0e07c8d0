/** What an assignor sees of the group: how many partitions there are, and what each member has now, members in the order of their ids. */
export interface AssignmentRequest {
  readonly partitions: number;
  /** By member: the partitions that it has, ascending. Eager members have given up theirs. */
  readonly owned: readonly (readonly number[])[];
}

/** How the leader of a consumer group shares the partitions out. Pure; every partition goes to exactly one member. */
export interface Assignor {
  /** The name in the file. */
  readonly name: string;
  /**
   * True when members keep what they have while the group rebalances, so that only partitions that move pause (KIP-429); false when all give up
   * everything first.
   */
  readonly isCooperative: boolean;
  /** By member: its partitions, ascending. */
  assign(request: AssignmentRequest): number[][];
}
