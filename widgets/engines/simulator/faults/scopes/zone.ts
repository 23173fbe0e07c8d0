import * as z from '../../../../kit/zod.ts';
import { integerParameter } from '../../parameter.ts';
import { commonParameters, commonShape, name } from './common.ts';
import { defineFaultScope, unitsFrom, wholeOf } from './fault-scope.ts';

const zones = integerParameter({
  label: 'Zones',
  unit: 'zones',
  minimum: 1,
  maximum: 100,
  default: null,
  meaning:
    'Over how many zones the replicas of the component are dealt out in turn; each zone goes down by itself, with its replicas.',
  source: 'Kubernetes topologySpreadConstraints, maxSkew 1 over topology.kubernetes.io/zone.',
});

/** A zone is the common cause of all that stands in it: two replicas in one zone are down together. */
export const zone = defineFaultScope({
  name: 'zone',
  label: 'A zone',
  meaning:
    'Everything in a zone goes down together: the components whose place lies in it, or the replicas of one component that were dealt out to it.',
  parameters: { zones, ...commonParameters },
  optional: ['zones', 'detectionSeconds'],
  schema: z
    .strictObject({
      scope: z.literal('zone'),
      /** Of `places`, or a place that stands for itself. */
      zone: z.optional(name),
      component: z.optional(name),
      zones: z.optional(zones.schema),
      ...commonShape,
    })
    .check(
      z.refine(({ zone: named, component }) => (named === undefined) !== (component === undefined), {
        message:
          'either "zone" or "component" | Name the zone that goes down, or the component that stands in several.',
        path: ['zone'],
      }),
      z.refine(({ component, zones: count }) => (component === undefined) === (count === undefined), {
        message: 'the number of zones of a component | Give "zones" together with "component", and only then.',
        path: ['zones'],
      }),
    ),
  example: {
    scope: 'zone',
    zone: 'cloud',
    outages: { law: 'exponential', mtbfSeconds: 15_552_000, mttrSeconds: 7200 },
  },
  groups: ({ zone: named, component, zones: count }, sites) => {
    if (component === undefined) return [sites.inZone(named!).map((index) => wholeOf(index, sites))];
    const index = sites.indexOf(component);
    const all = unitsFrom(sites.unitsOf(index));
    return unitsFrom(count!).map((one) => [
      { component: index, units: all.filter((unit) => unit % count! === one), isWhole: false },
    ]);
  },
});
