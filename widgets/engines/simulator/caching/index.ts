import { lru } from './lru.ts';
import { ttl } from './ttl.ts';

/** Every rule by which a full cache chooses what leaves. */
export const evictionPolicies = [lru, ttl] as const;
