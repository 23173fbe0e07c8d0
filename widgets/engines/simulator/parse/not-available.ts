/** Names that belong to the format and that this version does not run yet, by the key whose value (or which itself) they are. */
const NAMES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    kind: [
      'loadBalancer',
      'cache',
      'featureStore',
      'serverlessFunction',
      'device',
      'queue',
      'database',
      'objectStore',
      'router',
      'shadow',
      'monitor',
    ],
    process: ['mmpp', 'closed'],
    mode: ['tfserving', 'torchserve', 'kserve'],
    discipline: ['processorSharing'],
    queues: ['perReplica'],
  }),
);

const KEYS: readonly string[] = ['autoscaling', 'file'];

export const NOT_AVAILABLE = 'It is part of the format but not available in this version';

/** True for a value of `key` that the format has and this version lacks. */
export function isValueNotAvailable(key: PropertyKey | undefined, value: unknown): boolean {
  return typeof key === 'string' && typeof value === 'string' && (NAMES.get(key)?.includes(value) ?? false);
}

/** True for a key that the format has and this version lacks. */
export function isKeyNotAvailable(key: string): boolean {
  return KEYS.includes(key);
}
