import type { ComponentResult, SimulationResult, TimeSummary } from '../../../widgets/engines/simulator/result.ts';
import type { Figure, Rule } from './case.ts';

/** The figures that most cases compare. All but `sojourn` and `throughput` read one component, by default the one called `model`. */
function figure(
  label: string,
  unit: string,
  rule: Rule,
  read: (component: ComponentResult) => number | null | undefined,
): (expected: number, id?: string) => Figure {
  return (expected, id = 'model') => ({
    label: id === 'model' ? label : `${label} of ${id}`,
    unit,
    rule,
    expected,
    of: (result) => read(result.components[id]!),
  });
}

const percentile = (key: 'waitingTimeSeconds' | 'sojournTimeSeconds', at: 'p95' | 'p99') => (c: ComponentResult) =>
  (c[key] as TimeSummary | undefined)?.[at];

export const meanWait = figure('mean wait', 's', 'mean', (c) => c.waitingTimeSeconds?.mean);
export const wait95 = figure('95th percentile of the wait', 's', 'p95', percentile('waitingTimeSeconds', 'p95'));
export const wait99 = figure('99th percentile of the wait', 's', 'p99', percentile('waitingTimeSeconds', 'p99'));
export const meanSojourn = figure('mean sojourn', 's', 'mean', (c) => c.sojournTimeSeconds?.mean);
export const sojourn95 = figure('95th percentile of the sojourn', 's', 'p95', percentile('sojournTimeSeconds', 'p95'));
export const sojourn99 = figure('99th percentile of the sojourn', 's', 'p99', percentile('sojournTimeSeconds', 'p99'));
export const meanQueue = figure('mean queue length', '', 'mean', (c) => c.queueLength);
export const meanNumber = figure('mean number in system', '', 'mean', (c) => c.numberInSystem);
export const busyShare = figure('utilisation', '', 'mean', (c) => c.utilisation);
export const lostShare = figure('share turned away', '', 'mean', (c) => c.rejectedFraction);
export const meanBatch = figure('mean batch size', '', 'mean', (c) => c.batchSize?.mean);

/** A figure of the whole system. */
export function ofSystem(
  label: string,
  unit: string,
  rule: Rule,
  expected: number,
  of: (result: SimulationResult) => number | null | undefined,
): Figure {
  return { label, unit, rule, expected, of };
}
