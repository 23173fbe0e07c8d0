import type { ComponentResult, SimulationResult } from '../../../widgets/engines/simulator/result.ts';
import { formatNumber, formatPercent, formatSeconds } from '../../../widgets/kit/format.ts';

const orDash = (value: number | null | undefined, format: (value: number) => string): string =>
  value === null || value === undefined ? '–' : format(value);

/** What each mechanism says of itself, when the component has it; one entry per line of the table. */
const LINES: readonly ((component: ComponentResult) => string | undefined)[] = [
  ({ replicas }) =>
    replicas && replicas.changes.length > 1
      ? `${formatNumber(replicas.mean)} replicas on average, ${formatNumber(replicas.max)} at most`
      : undefined,
  ({ nodes }) => nodes && `${formatNumber(nodes.mean)} nodes on average, ${formatNumber(nodes.max)} at most`,
  ({ functions }) =>
    functions &&
    `cold starts ${orDash(functions.coldStartFraction, formatPercent)}, ${orDash(functions.meanColdStartSeconds, formatSeconds)} each; ${formatNumber(functions.instances.mean)} instances on average, ${formatNumber(functions.instances.max)} at most; ${formatNumber(functions.throttled)} throttled; ${formatNumber(functions.billedGbSeconds)} GB-s billed`,
  ({ spillOver }) =>
    spillOver && `${formatNumber(spillOver.requests)} spilled over, ${orDash(spillOver.fraction, formatPercent)}`,
  ({ ttftSeconds, tpotSeconds, tokensPerSecond, preemptions, kvOccupancy }) =>
    ttftSeconds &&
    `first token after ${orDash(ttftSeconds.mean, formatSeconds)} (p95 ${orDash(ttftSeconds.p95, formatSeconds)}), each later one ${orDash(tpotSeconds?.mean, formatSeconds)}; ${orDash(tokensPerSecond, formatNumber)} tokens per second; cache ${orDash(kvOccupancy?.mean, formatPercent)} in use; ${orDash(preemptions, formatNumber)} preemptions`,
  ({ zombieSeconds }) =>
    zombieSeconds ? `${formatSeconds(zombieSeconds)} of work for requests whose asker had left` : undefined,
  ({ queueTimedOut }) => (queueTimedOut ? `${formatNumber(queueTimedOut)} waited too long in its queue` : undefined),
  ({ batchSize }) =>
    batchSize?.paddingFraction ? `${formatPercent(batchSize.paddingFraction)} of its batches was padding` : undefined,
  ({ lag }) =>
    lag &&
    `lag ${formatNumber(lag.mean)} on average, ${formatNumber(lag.max)} at most, ${formatNumber(lag.end)} at the end`,
  ({ jobs }) =>
    jobs && `${formatNumber(jobs.published)} runs published, ${orDash(jobs.meanMakespanSeconds, formatSeconds)} each`,
];

/** Lines about the mechanisms of the components, after the table that all of them share. */
export function mechanismLines({ components }: SimulationResult): string[] {
  return Object.entries(components).flatMap(([id, component]) =>
    LINES.flatMap((line) => {
      const text = line(component);
      return text ? [`${id}: ${text}`] : [];
    }),
  );
}
