/** What a stream processor with offsets, failures or event time adds to its result; counts are over all replications. */
export interface StreamResult {
  /** Records that were processed more than once, of those the ones with two effects, and records that never had one. */
  readonly delivery: { readonly reprocessed: number; readonly duplicates: number; readonly lost: number };
  /** Rebalances that were completed, and partitions that nobody read, averaged over time. */
  readonly group: { readonly rebalances: number; readonly ownerlessPartitions: number };
  /** Failures of the job that are over, and the mean number of records behind the last commit when it read again; null without failures. */
  readonly recovery: { readonly failures: number; readonly meanBacklog: number | null };
  readonly checkpoints: { readonly completed: number };
  readonly microBatches: { readonly completed: number; readonly aborted: number; readonly meanSeconds: number | null };
  /** First results of windows, results given again, events put into windows (once for each), and events that came too late for all of theirs. */
  readonly windows: {
    readonly fired: number;
    readonly updates: number;
    readonly entries: number;
    readonly droppedLate: number;
  };
  /** By partition, of the first 64: the most records behind at any time, of any replication. */
  readonly lagByPartition: Readonly<Record<string, number>>;
  /** Of a log with a producer: its batches. */
  readonly producer: {
    readonly batches: number;
    readonly meanBatchRecords: number | null;
    readonly meanBatchBytes: number | null;
  };
}
