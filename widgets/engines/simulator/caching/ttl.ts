import type { EvictionPolicy } from './eviction-policy.ts';

/** Entries leave when their time is over; with a capacity, the one whose time ends first makes room. */
export const ttl: EvictionPolicy = {
  name: 'ttl',
  label: 'Time to live',
  meaning: 'Entries leave when their time is over; where there is a capacity, the one that ends first makes room.',
  source: 'Redis EXPIRE and maxmemory-policy volatile-ttl; HTTP freshness lifetime, RFC 9111, section 4.2.',
  example: { policy: 'ttl', ttlSeconds: 60 },
  movesOnHit: false,
  movesOnRenewal: true,
  isOrderedByEnd: true,
  needs: ['ttlSeconds'],
};
