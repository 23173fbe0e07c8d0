import * as z from '../../../kit/zod.ts';
import { anyHost, defineBalancing, type HostView } from './balancing-policy.ts';
import { hash32, hashOfKey } from './hash.ts';

/** Size of the lookup table, a prime (Eisenbud et al. 2016; Envoy's default). */
export const MAGLEV_TABLE_SIZE = 65_537;

const EMPTY = -1;

/**
 * The lookup table of Maglev: in turn each host takes the next free place of its own permutation, (offset + j · skip) mod size, until none is left, so
 * every host has almost the same number of places. With weights a host takes its turn as often as its weight asks for (Envoy, maglev_lb.cc).
 */
export function maglevTable({ list, count, weights }: HostView): Int32Array {
  const size = MAGLEV_TABLE_SIZE;
  const table = new Int32Array(size).fill(EMPTY);
  if (count === 0) return table;
  const next = new Int32Array(count);
  const turns = new Float64Array(count);
  let heaviest = 0;
  for (let i = 0; i < count; i++) heaviest = Math.max(heaviest, weights ? weights[list[i]!]! : 1);
  for (let filled = 0; filled < size; ) {
    for (let i = 0; i < count && filled < size; i++) {
      const host = list[i]!;
      turns[i]! += (weights ? weights[host]! : 1) / heaviest;
      if (turns[i]! < 1) continue;
      turns[i]!--;
      const offset = hash32(host, 1) % size;
      const skip = (hash32(host, 2) % (size - 1)) + 1;
      let place = (offset + next[i]! * skip) % size;
      while (table[place] !== EMPTY) place = (offset + ++next[i]! * skip) % size;
      table[place] = host;
      next[i]!++;
      filled++;
    }
  }
  return table;
}

/** Consistent hashing by a lookup table. */
export const maglev = defineBalancing({
  name: 'maglev',
  label: 'Maglev',
  meaning:
    'The replica that the key of the request falls to in a table of 65,537 places, shared almost evenly; a request without a key goes to any.',
  parameters: {},
  shape: {},
  schema: z.strictObject({ policy: z.literal('maglev') }),
  example: { policy: 'maglev' },
  create(_settings, stream) {
    let table = new Int32Array(0);
    return {
      choose: (hosts, key) => (key < 0 ? anyHost(hosts, stream) : table[hashOfKey(key) % MAGLEV_TABLE_SIZE]!),
      hostsChanged(hosts) {
        table = maglevTable(hosts) as Int32Array<ArrayBuffer>;
      },
    };
  },
});
