import * as z from '../../../../kit/zod.ts';
import { integerParameter } from '../../parameter.ts';
import { commonParameters, commonShape, name } from './common.ts';
import { defineFaultScope, unitsFrom } from './fault-scope.ts';

const replicasPerNode = integerParameter({
  label: 'Replicas per node',
  unit: 'replicas',
  minimum: 1,
  maximum: 10_000,
  default: null,
  meaning:
    'How many replicas stand on one machine, where the component has no nodes of its own (autoscaling.nodes): the first so many on the first, and so on.',
  source: 'Scenario format.',
});

/** A machine with several replicas: they go down together, and stand there again when it is back. */
export const node = defineFaultScope({
  name: 'node',
  label: 'A node',
  meaning: 'Machines under the replicas of one component go down, each by itself and with all that stands on it.',
  parameters: { replicasPerNode, ...commonParameters },
  optional: ['replicasPerNode', 'detectionSeconds'],
  schema: z.strictObject({
    scope: z.literal('node'),
    component: name,
    replicasPerNode: z.optional(replicasPerNode.schema),
    ...commonShape,
  }),
  example: {
    scope: 'node',
    component: 'model',
    replicasPerNode: 4,
    outages: { law: 'exponential', mtbfSeconds: 7_776_000, mttrSeconds: 1800 },
  },
  groups: ({ component, replicasPerNode: perNode }, sites) => {
    const index = sites.indexOf(component);
    if (perNode === undefined) {
      return unitsFrom(sites.machinesOf(index)!).map((machine) => [
        { component: index, units: { machine }, isWhole: false },
      ]);
    }
    const all = unitsFrom(sites.unitsOf(index));
    return unitsFrom(Math.ceil(all.length / perNode)).map((block) => [
      { component: index, units: all.slice(block * perNode, (block + 1) * perNode), isWhole: false },
    ]);
  },
});
