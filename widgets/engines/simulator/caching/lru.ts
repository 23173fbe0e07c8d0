import type { EvictionPolicy } from './eviction-policy.ts';

/** The entry that nobody has asked for longest makes room. */
export const lru: EvictionPolicy = {
  name: 'lru',
  label: 'Least recently used',
  meaning: 'What nobody has asked for longest makes room for what is new.',
  source: 'Mattson, Gecsei, Slutz and Traiger 1970; Redis maxmemory-policy allkeys-lru; memcached.',
  example: { policy: 'lru', capacityItems: 1000 },
  movesOnHit: true,
  movesOnRenewal: true,
  isOrderedByEnd: false,
  needs: ['capacityItems', 'capacityBytes'],
};
