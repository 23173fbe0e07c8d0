// The views as the dashboard mounts them, with outcomes that the engine gives here and now.
import { render } from 'vitest-browser-svelte';
import { SimulatorClient } from '../../../widgets/engines/simulator/client.ts';
import { ReplicationFold, resultAlone } from '../../../widgets/engines/simulator/parallel/fold-replications.ts';
import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import { ReplicationRun } from '../../../widgets/engines/simulator/replication.ts';
import type { Simulated } from '../../../widgets/latency-cost-dashboard/comparing/outcome.ts';
import type { SectionProps } from '../../../widgets/latency-cost-dashboard/sections/section-props.ts';
import Views from '../../../widgets/latency-cost-dashboard/views/Views.svelte';
import type { SeriesNumber } from '../../../widgets/kit/charts/marks.ts';

const traffic = {
  id: 'users',
  kind: 'traffic',
  place: 'site',
  arrivals: { process: 'poisson', ratePerSecond: 20 },
  to: 'model',
};
const server = {
  id: 'model',
  kind: 'modelServer',
  place: 'cloud',
  replicas: 2,
  serviceTime: { distribution: 'exponential', meanSeconds: 0.08 },
};
const links = [{ from: 'site', to: 'cloud', roundTripSeconds: 0.045, usdPerGb: 0.09 }];
const run = { seed: 1, durationSeconds: 2400, warmUpSeconds: 200, replications: 3 };

/** One of each kind: a queue with a closed form, one that scales, a stream, a batch job with hours of its own. */
const inputs: readonly (readonly [string, object])[] = [
  ['Two replicas', { components: [traffic, server], links, run }],
  [
    'Scaled by load',
    {
      components: [
        {
          ...traffic,
          arrivals: { process: 'step', ratePerSecond: 8, stepRatePerSecond: 60, startSeconds: 800, holdSeconds: 600 },
        },
        {
          ...server,
          replicas: 1,
          autoscaling: { policy: 'hpa', minReplicas: 1, maxReplicas: 10, targetCPUUtilizationPercentage: 60 },
        },
      ],
      links,
      run,
    },
  ],
  [
    'Streaming',
    {
      components: [
        { id: 'events', kind: 'eventStream', arrivals: { process: 'poisson', ratePerSecond: 20 }, to: 'log' },
        { id: 'log', kind: 'partitionedLog', partitions: 4, to: 'consumers' },
        {
          id: 'consumers',
          kind: 'streamProcessor',
          consumers: 2,
          serviceTime: { distribution: 'exponential', meanSeconds: 0.05 },
        },
      ],
      run,
    },
  ],
  [
    'Every night',
    {
      components: [
        { id: 'rows', kind: 'dataset', cron: '0 18 * * *', rows: 20_000, to: 'job' },
        {
          id: 'job',
          kind: 'batchJob',
          workers: 4,
          chunkRows: 1000,
          serviceTime: { distribution: 'deterministic', meanSeconds: 1.44 },
        },
      ],
      places: [{ id: 'cloud', region: 'us-east-1' }],
      gridShape: 'solar',
      run: { seed: 1, durationSeconds: 172_800, replications: 1 },
    },
  ],
];

function outcomeOf([label, input]: readonly [string, object], index: number): Simulated {
  const parsed = parseScenario({ title: label, ...input });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const scenario = parsed.value;
  const { seed, replications } = scenario.run;
  const fold = new ReplicationFold(scenario, seed);
  const alone = Array.from({ length: replications }, (_, replication) => {
    const one = new ReplicationRun(scenario, seed, replication, {});
    while (!one.advance(100_000));
    const finished = { part: one.part(), elapsedSeconds: 0 };
    fold.add(finished);
    return resultAlone(scenario, seed, finished);
  });
  const alternative = { id: `a${index}`, label, look: (index + 1) as SeriesNumber, scenario, curves: {} };
  return { alternative, result: fold.result(), alone, refusal: null };
}

export const outcomes = inputs.map(outcomeOf);
export const viewNames = [
  'Latency',
  'Load',
  'Cost',
  'Latency against cost',
  'Course of a run',
  'Freshness',
  'Error budget',
  'Carbon',
] as const;

export async function showViews(more: Partial<SectionProps> = {}) {
  const client = new SimulatorClient(2);
  const spoken: string[] = [];
  // What the views do not read is left out: the shell's own tests are about that.
  const props = {
    outcomes,
    limitSeconds: 0.2,
    isCurrent: true,
    client,
    announce: (text: string) => spoken.push(text),
    state: {},
    // The dashboard takes down what is looked at, and gives it back.
    look: (at: object) => void shown.rerender({ state: { ...props.state, ...at } } as never),
    ...more,
  };
  const shown = await render(Views, props as unknown as SectionProps);
  return { spoken, client, ...shown };
}
