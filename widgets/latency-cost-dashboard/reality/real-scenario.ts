import { curveSeconds } from '../../engines/simulator/service/measured.ts';
import { parseScenario } from '../../engines/simulator/parse-scenario.ts';
import { costAt, type Overhead, withCost } from '../../engines/simulator/reality/overhead.ts';
import type { Scenario, ScenarioInput } from '../../engines/simulator/scenario.ts';
import type { Parsed } from '../../kit/problem.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';
import type { RealChoice } from './real-choice.ts';

/** Most requests in a batch, a poll or a chunk. */
export const LARGEST_BATCH = 8;
/** Batches to measure before a run: those that can come up, and what lies between is on the line between them. */
export function sizesToMeasure({ regime, batching }: RealChoice): readonly number[] {
  return regime === 'realTime' && batching === 'single' ? [1] : [1, 2, 4, LARGEST_BATCH];
}

/** A burst has half as much again as the mean rate, and quiet times of the same mean length half as much less. */
const BURST = 0.5;
const BURST_SECONDS = 0.2;
/** The batch window as a share of the time of one request: long enough to be seen, short enough not to be all that is. */
const WINDOW_SHARE = 0.5;
/** A job begins so often in a run; what would come at its very end is not started any more. */
const JOBS = 5;

const digits = (value: number) => Number(value.toPrecision(4));

function arrivalsOf({ arrivals }: RealChoice, ratePerSecond: number) {
  if (arrivals === 'poisson') return { process: 'poisson' as const, ratePerSecond };
  return {
    process: 'mmpp' as const,
    quietRatePerSecond: digits(ratePerSecond * (1 - BURST)),
    burstRatePerSecond: digits(ratePerSecond * (1 + BURST)),
    quietSeconds: BURST_SECONDS,
    burstSeconds: BURST_SECONDS,
  };
}

function batchingOf({ batching }: RealChoice, secondsOf: (size: number) => number) {
  if (batching === 'single') return {};
  const maxDelaySeconds = batching === 'window' ? digits(WINDOW_SHARE * secondsOf(1)) : 0;
  return { batching: { mode: 'triton' as const, maxBatchSize: LARGEST_BATCH, maxDelaySeconds } };
}

function componentsOf(choice: RealChoice, model: string, secondsOf: (size: number) => number) {
  const { regime, load, batching, queueCapacity, durationSeconds } = choice;
  const serviceTime = { distribution: 'measured' as const, model };
  const atMost = regime === 'realTime' && batching === 'single' ? 1 : LARGEST_BATCH;
  const ratePerSecond = digits((load * atMost) / secondsOf(atMost));
  if (regime === 'batch') {
    const everySeconds = durationSeconds / JOBS;
    const rows = Math.max(1, Math.round(ratePerSecond * everySeconds));
    return [
      { id: 'rows', kind: 'dataset' as const, everySeconds, rows, to: 'job' },
      { id: 'job', kind: 'batchJob' as const, chunkRows: LARGEST_BATCH, serviceTime },
    ];
  }
  const arrivals = arrivalsOf(choice, ratePerSecond);
  if (regime === 'streaming')
    return [
      { id: 'events', kind: 'eventStream' as const, arrivals, to: 'log' },
      { id: 'log', kind: 'partitionedLog' as const, partitions: 1, to: 'scorer' },
      { id: 'scorer', kind: 'streamProcessor' as const, maxPollRecords: LARGEST_BATCH, serviceTime },
    ];
  return [
    { id: 'users', kind: 'traffic' as const, arrivals, to: 'model' },
    {
      id: 'model',
      kind: 'modelServer' as const,
      serviceTime,
      ...batchingOf(choice, secondsOf),
      ...(queueCapacity !== null && { queueCapacity }),
    },
  ];
}

const TITLES = {
  realTime: 'A real run in the page: real-time',
  streaming: 'A real run in the page: streaming',
  batch: 'A real run in the page: batch',
} as const;

/** The scenario of a choice on this device, where `curve` and `overhead` were measured: what the server can do at most decides how much is sent to it. */
export function realScenario(
  choice: RealChoice,
  curve: ServiceCurve,
  overhead: Overhead,
  seed: number,
): Parsed<Scenario> {
  const served = withCost(curve, costAt(overhead, choice.load));
  const input: ScenarioInput = {
    title: TITLES[choice.regime],
    components: componentsOf(choice, curve.model, (size) => curveSeconds(served, size)),
    run: { seed, durationSeconds: choice.durationSeconds, warmUpSeconds: 0 },
  };
  return parseScenario(input);
}
