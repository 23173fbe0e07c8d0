/** Keys of a component that decide which numbers of streaming its result has. */
const KEYS = ['group', 'commit', 'processing', 'windows', 'producer'] as const;

/** Those keys of a component, as written. */
export type StreamKeys = { readonly [Key in (typeof KEYS)[number]]?: unknown };

/** What stands under the keys of streaming in a component that may be anything. */
export function readStreamKeys(component: Readonly<Record<string, unknown>>): StreamKeys {
  return Object.fromEntries(KEYS.filter((key) => component[key] !== undefined).map((key) => [key, component[key]]));
}

const DELIVERY = ['delivery.reprocessed', 'delivery.duplicates', 'delivery.lost'];
const GROUP = ['group.rebalances', 'group.ownerlessPartitions'];
const RECOVERY = ['recovery.failures', 'recovery.meanBacklog'];
const WINDOWS = ['windows.fired', 'windows.updates', 'windows.entries', 'windows.droppedLate'];
const BY_MODE: Readonly<Record<string, readonly string[]>> = {
  microBatch: [...RECOVERY, 'microBatches.completed', 'microBatches.aborted', 'microBatches.meanSeconds'],
  checkpointed: [...RECOVERY, 'checkpoints.completed'],
};
const PRODUCER = ['producer.batches', 'producer.meanBatchRecords', 'producer.meanBatchBytes'];

/** Metrics of a log or a stream processor beside those that all of its kind have. */
export function streamMetrics(kind: string, keys: StreamKeys): readonly string[] {
  if (kind === 'partitionedLog') return keys.producer === undefined ? [] : PRODUCER;
  if (kind !== 'streamProcessor') return [];
  const { processing, windows } = keys;
  const { mode } = (processing ?? {}) as { mode?: unknown };
  if (processing === undefined && windows === undefined && keys.group === undefined && keys.commit === undefined)
    return [];
  return [
    ...DELIVERY,
    ...(processing === undefined ? GROUP : (BY_MODE[String(mode)] ?? [])),
    ...(windows === undefined ? [] : WINDOWS),
  ];
}
