import * as z from '../../../../kit/zod.ts';
import { integerParameter } from '../../parameter.ts';
import { commonParameters, commonShape, name } from './common.ts';
import { defineFaultScope, unitsFrom } from './fault-scope.ts';

const replica = integerParameter({
  label: 'Which one',
  unit: '',
  minimum: 0,
  maximum: 9999,
  default: null,
  meaning:
    'The replica, worker or consumer that goes down, from 0; left out, each of them, every one with outages of its own.',
  source: 'Scenario format.',
});

/** A process or a machine: the replicas of a component fail each by itself. */
export const instance = defineFaultScope({
  name: 'instance',
  label: 'One instance',
  meaning: 'Replicas, workers or consumers of one component go down, each by itself.',
  parameters: { replica, ...commonParameters },
  optional: ['replica', 'detectionSeconds'],
  schema: z.strictObject({
    scope: z.literal('instance'),
    component: name,
    replica: z.optional(replica.schema),
    ...commonShape,
  }),
  example: {
    scope: 'instance',
    component: 'model',
    outages: { law: 'exponential', mtbfSeconds: 2_592_000, mttrSeconds: 600 },
  },
  groups: ({ component, replica: only }, sites) => {
    const index = sites.indexOf(component);
    const units = only === undefined ? unitsFrom(sites.unitsOf(index)) : [only];
    return units.map((unit) => [{ component: index, units: [unit], isWhole: false }]);
  },
});
