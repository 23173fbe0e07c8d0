import { parseScenario } from '../../engines/simulator/parse-scenario.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import type { Task, Urgency } from './tasks.ts';

const BATCH_EVERY_SECONDS = 3600;
/** Events become one batch a second, as in Spark's usual trigger; the price of a simple pipeline. */
const TRIGGER_SECONDS = 1;
const MACHINES = 2;
export const taskReplications = 3;

/** One full cycle of the batch job while the predictions of the one before are in use; what needs no hours is run for ten minutes. */
const runs = {
  now: { durationSeconds: 660, warmUpSeconds: 60 },
  soon: { durationSeconds: 660, warmUpSeconds: 60 },
  later: { durationSeconds: 3 * BATCH_EVERY_SECONDS, warmUpSeconds: 2 * BATCH_EVERY_SECONDS },
} as const;

/** Simulated seconds that a way's figures are of, the warm-up left out. */
export function measuredSeconds(urgency: Urgency): number {
  return runs[urgency].durationSeconds - runs[urgency].warmUpSeconds;
}

/** The task deployed as real-time, streaming or batch, all in one cloud region and on the same kind of machine. */
export function taskScenario(
  { text, ratePerSecond, serviceSeconds }: Task,
  urgency: Urgency,
  seed: number,
  prices: unknown,
): Scenario {
  const arrivals = { process: 'poisson', ratePerSecond };
  const serviceTime = { distribution: 'lognormal', meanSeconds: serviceSeconds, cv: 0.5 };
  const events = { id: 'events', arrivals, payloadBytes: 1000 };
  const components = {
    now: [
      { ...events, kind: 'traffic', to: 'gateway' },
      { id: 'gateway', kind: 'gateway', to: 'model' },
      { id: 'model', kind: 'modelServer', replicas: MACHINES, serviceTime },
    ],
    soon: [
      { ...events, kind: 'eventStream', keys: { count: 1000, zipfExponent: 0 }, to: 'log' },
      { id: 'log', kind: 'partitionedLog', partitions: MACHINES, to: 'model' },
      {
        id: 'model',
        kind: 'streamProcessor',
        consumers: MACHINES,
        serviceTime,
        processing: { mode: 'microBatch', triggerSeconds: TRIGGER_SECONDS },
      },
    ],
    later: [
      { ...events, kind: 'dataset', everySeconds: BATCH_EVERY_SECONDS, to: 'model' },
      { id: 'model', kind: 'batchJob', workers: MACHINES, chunkRows: 5000, startupSeconds: 20, serviceTime },
    ],
  }[urgency];
  const priceBook = prices === undefined ? {} : { priceBook: prices };
  const parsed = parseScenario({
    title: text.slice(0, 200),
    components,
    run: { seed, ...runs[urgency], replications: taskReplications },
    ...priceBook,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}
