import { leastConnections } from './least-connections.ts';
import { leastRequest, powerOfTwo } from './least-request.ts';
import { maglev } from './maglev.ts';
import { random } from './random.ts';
import { ringHash } from './ring-hash.ts';
import { roundRobin } from './round-robin.ts';

/** Every policy that a load balancer can have. */
export const balancingPolicies = [
  roundRobin,
  random,
  leastRequest,
  powerOfTwo,
  leastConnections,
  ringHash,
  maglev,
] as const;
