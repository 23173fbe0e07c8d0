import * as z from '../../../kit/zod.ts';
import { type ColdStart, coldStartSchema } from '../cold-start/schema.ts';
import { choiceParameter, integerParameter, numberParameter, type Ranged } from '../parameter.ts';

/** Most replicas that a component may have: the bound of `replicas` as well. */
export const MOST_REPLICAS = 10_000;

/** A bound on the number of replicas, under the name that the source gives it. */
export function boundParameter(label: string, minimum: number, fallback: number | null, source: string) {
  return integerParameter({
    label,
    unit: 'replicas',
    minimum,
    maximum: MOST_REPLICAS,
    default: fallback,
    meaning: `${label} that the controller may ask for.`,
    source,
  });
}

/** A time of a policy, in seconds. */
export function secondsParameter(info: {
  readonly label: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default: number | null;
  readonly meaning: string;
  readonly source: string;
}) {
  return numberParameter({ minimum: 0, maximum: 86_400, ...info, unit: 'seconds' });
}

const reading = choiceParameter({
  label: 'Reading',
  choices: ['average', 'instant'],
  default: 'average',
  meaning: 'Whether a scrape reads the average since the scrape before, or what is true at that moment.',
  source: 'Processor use is a rate between two scrapes; requests in flight and queue lengths are often instant gauges.',
});

const readinessProbePeriodSeconds = secondsParameter({
  label: 'Readiness probe period',
  minimum: 0.001,
  maximum: 3600,
  default: null,
  meaning: 'A replica that has started is ready at its next probe; left out, at once.',
  source: 'Kubernetes docs, probes: periodSeconds 10 by default.',
});

const slotsPerNode = integerParameter({
  label: 'Replicas per node',
  unit: 'replicas',
  minimum: 1,
  maximum: 1000,
  default: 1,
  meaning: 'How many replicas fit on one node; a replica that finds no room waits for a new node.',
  source: 'Scenario format.',
});

const nodeBootSeconds = secondsParameter({
  label: 'Node boot',
  default: 90,
  meaning: 'Mean time from ordering a node until replicas can be placed on it.',
  source: 'Assumed: a node takes 60 to 120 s, with a GPU 20 to 40 s more for the driver.',
});

const nodeBootCv = numberParameter({
  label: 'Spread of the node boot',
  unit: '',
  minimum: 0,
  maximum: 10,
  default: 0.5,
  meaning: 'Coefficient of variation of the boot time, lognormal; 0 makes every boot take the same time.',
  source: 'Assumed: as the presets of a cold start.',
});

const imagePullSeconds = secondsParameter({
  label: 'Image pull',
  default: 0,
  meaning: 'Time to pull the image onto a node that does not have it; the second replica of a node finds it there.',
  source: 'Assumed: 30 to 90 s for images of 10 to 20 GB.',
});

const autoscalerLoopSeconds = secondsParameter({
  label: 'Cluster autoscaler loop',
  minimum: 0.1,
  default: 10,
  meaning: 'How often the cluster autoscaler looks for replicas without room and for nodes without replicas.',
  source: 'Cluster autoscaler scan-interval, default 10 s.',
});

const scaleDownUnneededSeconds = secondsParameter({
  label: 'Unneeded node kept',
  default: 600,
  meaning: 'How long a node stands without any replica before it is removed.',
  source: 'Cluster autoscaler scale-down-unneeded-time, default 10 min.',
});

const maximumNodes = integerParameter({
  label: 'Largest number of nodes',
  unit: 'nodes',
  minimum: 1,
  maximum: 10_000,
  default: null,
  meaning: 'Replicas beyond the room of that many nodes wait until room comes free; left out, unbounded.',
  source: 'Cluster autoscaler max-nodes-total.',
});

const nodeParameters = {
  slotsPerNode,
  nodeBootSeconds,
  nodeBootCv,
  imagePullSeconds,
  autoscalerLoopSeconds,
  scaleDownUnneededSeconds,
  maximumNodes,
};

/** Nodes under the replicas: room for some on each, added and removed by a cluster autoscaler, as the Cluster Autoscaler of Kubernetes does. */
const nodesSchema = z.strictObject({
  slotsPerNode: z._default(slotsPerNode.schema, 1),
  nodeBootSeconds: z._default(nodeBootSeconds.schema, 90),
  nodeBootCv: z._default(nodeBootCv.schema, 0.5),
  imagePullSeconds: z._default(imagePullSeconds.schema, 0),
  autoscalerLoopSeconds: z._default(autoscalerLoopSeconds.schema, 10),
  scaleDownUnneededSeconds: z._default(scaleDownUnneededSeconds.schema, 600),
  maximumNodes: z.optional(maximumNodes.schema),
});
export type NodeSettings = z.output<typeof nodesSchema>;

/** The parameters that every policy has beside its own, for forms; `nodes` appear only once one of them is set. */
export const commonParameters: Readonly<Record<string, Ranged<unknown>>> = {
  reading,
  readinessProbePeriodSeconds,
  ...Object.fromEntries(Object.entries(nodeParameters).map(([name, ranged]) => [`nodes.${name}`, ranged])),
};
export const COMMON_OPTIONAL: readonly string[] = Object.keys(commonParameters);

/** What a new replica takes to be ready when nothing is said. */
export const DEFAULT_COLD_START: ColdStart = { distribution: 'cpuContainer' };

/** The keys that every policy has beside its own: how replicas start and how metrics are read. */
export const commonShape = {
  reading: z._default(reading.schema, 'average'),
  coldStart: z._default(coldStartSchema, DEFAULT_COLD_START),
  readinessProbePeriodSeconds: z.optional(readinessProbePeriodSeconds.schema),
  nodes: z.optional(nodesSchema),
};

/** Time between two scrapes, whose usual value depends on what scrapes. */
export function scrapeParameter(fallback: number, source: string) {
  return secondsParameter({
    label: 'Scrape interval',
    minimum: 0.1,
    maximum: 3600,
    default: fallback,
    meaning: 'Time between two samples of the metrics; between them the controller sees the last one.',
    source,
  });
}
