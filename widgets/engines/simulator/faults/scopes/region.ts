import * as z from '../../../../kit/zod.ts';
import { commonParameters, commonShape, name } from './common.ts';
import { defineFaultScope, wholeOf } from './fault-scope.ts';

/** All zones of a region at once: a fault of what they share, for example of its control plane or its network. */
export const region = defineFaultScope({
  name: 'region',
  label: 'A region',
  meaning: 'Every component whose place lies in the region goes down together.',
  parameters: commonParameters,
  optional: ['detectionSeconds'],
  schema: z.strictObject({ scope: z.literal('region'), region: name, ...commonShape }),
  example: {
    scope: 'region',
    region: 'cloud',
    outages: { law: 'exponential', mtbfSeconds: 31_536_000, mttrSeconds: 10_800 },
  },
  groups: ({ region: named }, sites) => [sites.inRegion(named).map((index) => wholeOf(index, sites))],
});
