import type { SimulationResult } from '../result.ts';
import type { RealPlan } from './real-plan.ts';
import { OUTCOME, type RunRecord } from './run-record.ts';

/** What is held against each other. Latencies in seconds from the moment a request was due; null where nothing was observed. */
export interface RunFigures {
  /** Requests due after the warm-up, and those of them answered in time before the end. */
  readonly offered: number;
  readonly answered: number;
  readonly rejected: number;
  readonly meanSeconds: number | null;
  readonly p50Seconds: number | null;
  readonly p95Seconds: number | null;
  readonly p99Seconds: number | null;
  readonly meanBatchSize: number | null;
  /** Requests answered per second, and the share of the time that the server was taken. */
  readonly throughputPerSecond: number;
  readonly utilisation: number;
}

/** Latencies that count, in seconds: of requests due after the warm-up, answered in time and before the end, as the simulator counts them. */
export function countedLatencies(plan: RealPlan, { arrivalSeconds, answeredSeconds, outcome }: RunRecord): number[] {
  const latencies: number[] = [];
  for (let request = 0; request < arrivalSeconds.length; request++) {
    const due = arrivalSeconds[request]!;
    const answered = answeredSeconds[request]!;
    if (outcome[request] !== OUTCOME.answered || due < plan.warmUpSeconds || answered > plan.durationSeconds) continue;
    if (answered - due <= plan.timeoutSeconds) latencies.push(answered - due);
  }
  return latencies;
}

/** The sample quantile by linear interpolation between order statistics; null of nothing. `sorted` rises. */
export function sortedQuantile(sorted: ArrayLike<number>, share: number): number | null {
  if (sorted.length === 0) return null;
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position);
  const low = sorted[below]!;
  return low + ((sorted[below + 1] ?? low) - low) * (position - below);
}

export function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Figures of real runs of one plan, one for each replication, taken together as the simulator takes replications together. */
export function observedFigures(runs: readonly { readonly plan: RealPlan; readonly record: RunRecord }[]): RunFigures {
  const latencies = runs.flatMap(({ plan, record }) => countedLatencies(plan, record));
  const sorted = Float64Array.from(latencies).sort();
  const sizes: number[] = [];
  let offered = 0;
  let rejected = 0;
  let answeredAfterWarmUp = 0;
  let busySeconds = 0;
  let seconds = 0;
  for (const { plan, record } of runs) {
    const { warmUpSeconds: from, durationSeconds: to } = plan;
    seconds += to - from;
    record.arrivalSeconds.forEach((due, request) => {
      if (due < from) return;
      offered++;
      if (record.outcome[request] === OUTCOME.rejected) rejected++;
    });
    record.answeredSeconds.forEach((at, request) => {
      const isInTime = at - record.arrivalSeconds[request]! <= plan.timeoutSeconds;
      if (isInTime && at >= from && at <= to) answeredAfterWarmUp++;
    });
    record.batchStartedSeconds.forEach((started, batch) => {
      const ended = record.batchEndedSeconds[batch] ?? to;
      busySeconds += Math.max(0, Math.min(ended, to) - Math.max(started, from));
      if (started >= from && started <= to) sizes.push(record.batchSizes[batch]!);
    });
  }
  return {
    offered,
    answered: latencies.length,
    rejected,
    meanSeconds: meanOf(latencies),
    p50Seconds: sortedQuantile(sorted, 0.5),
    p95Seconds: sortedQuantile(sorted, 0.95),
    p99Seconds: sortedQuantile(sorted, 0.99),
    meanBatchSize: meanOf(sizes),
    throughputPerSecond: answeredAfterWarmUp / seconds,
    utilisation: busySeconds / seconds,
  };
}

/** The same figures of a simulation; `delaySeconds` is what every request needs on its way to the queue and back, beside its service. */
export function predictedFigures(result: SimulationResult, server: string, delaySeconds: number): RunFigures {
  const { requests, sojournTimeSeconds: time, throughputPerSecond, components } = result;
  const station = components[server]!;
  const later = (seconds: number | null) => (seconds === null ? null : seconds + delaySeconds);
  return {
    offered: requests.offered,
    answered: requests.completed,
    rejected: requests.rejected,
    meanSeconds: later(time.mean),
    p50Seconds: later(time.p50),
    p95Seconds: later(time.p95),
    p99Seconds: later(time.p99),
    meanBatchSize: station.batchSize?.mean ?? 1,
    throughputPerSecond,
    utilisation: station.utilisation ?? 0,
  };
}

/** Relative error of a prediction: predicted / observed − 1; null where either is missing or nothing was observed. */
export function relativeError(predicted: number | null, observed: number | null): number | null {
  return predicted === null || observed === null || observed === 0 ? null : predicted / observed - 1;
}
