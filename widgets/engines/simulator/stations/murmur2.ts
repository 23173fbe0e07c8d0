/**
 * MurmurHash2 with Kafka's seed, as in org.apache.kafka.common.utils.Utils.murmur2 (Apache Kafka 4.0): 32 bits, signed. `bytes` is the serialised key.
 */
export function murmur2(bytes: Uint8Array): number {
  const m = 0x5bd1e995;
  const { length } = bytes;
  let hash = 0x9747b28c ^ length;
  const whole = length & ~3;
  for (let i = 0; i < whole; i += 4) {
    let k = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    k = Math.imul(k, m);
    k ^= k >>> 24;
    hash = Math.imul(hash, m) ^ Math.imul(k, m);
  }
  const rest = length & 3;
  if (rest === 3) hash ^= bytes[whole + 2]! << 16;
  if (rest >= 2) hash ^= bytes[whole + 1]! << 8;
  if (rest >= 1) hash = Math.imul(hash ^ bytes[whole]!, m);
  hash = Math.imul(hash ^ (hash >>> 13), m);
  return hash ^ (hash >>> 15);
}

/** The partition of a key, a whole number from 0, serialised as Kafka's IntegerSerializer does (four bytes, big end first) into the four-byte `buffer`. */
export function partitionOfKey(key: number, partitions: number, buffer: Uint8Array): number {
  buffer[0] = key >>> 24;
  buffer[1] = key >>> 16;
  buffer[2] = key >>> 8;
  buffer[3] = key;
  return (murmur2(buffer) & 0x7fffffff) % partitions;
}
