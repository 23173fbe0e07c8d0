import { badVersion } from './bad-version.ts';
import { cacheFlush } from './cache-flush.ts';
import type { Incident } from './incident.ts';
import { networkCut } from './network-cut.ts';
import { retryStorm } from './retry-storm.ts';
import { slowDependency } from './slow-dependency.ts';
import { trafficStep } from './traffic-step.ts';
import { zoneOutage } from './zone-outage.ts';

/** Every incident, in the order of the list. */
export const incidents: readonly Incident[] = [
  trafficStep,
  zoneOutage,
  slowDependency,
  cacheFlush,
  badVersion,
  retryStorm,
  networkCut,
];
