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
  ({ rollingUpdate }) =>
    rollingUpdate &&
    `rolling update: ${formatNumber(rollingUpdate.leastReady)} replicas ready at the least, ${formatNumber(rollingUpdate.mostReplicas)} created at the most, ${rollingUpdate.seconds === null ? 'not done at the end of the run' : `done after ${formatSeconds(rollingUpdate.seconds)}`}`,
  ({ versionShare }) =>
    versionShare === undefined
      ? undefined
      : `${orDash(versionShare, formatPercent)} of its requests went to the new version`,
  ({ mirroredFraction }) =>
    mirroredFraction === undefined
      ? undefined
      : `${orDash(mirroredFraction, formatPercent)} of its requests were copied`,
  ({ nodes }) => nodes && `${formatNumber(nodes.mean)} nodes on average, ${formatNumber(nodes.max)} at most`,
  ({ functions }) =>
    functions &&
    `cold starts ${orDash(functions.coldStartFraction, formatPercent)}, ${orDash(functions.meanColdStartSeconds, formatSeconds)} each; ${formatNumber(functions.instances.mean)} instances on average, ${formatNumber(functions.instances.max)} at most; ${formatNumber(functions.throttled)} throttled; ${formatNumber(functions.billedGbSeconds)} GB-s billed`,
  ({ spillOver }) =>
    spillOver && `${formatNumber(spillOver.requests)} spilled over, ${orDash(spillOver.fraction, formatPercent)}`,
  ({ ttftSeconds, tpotSeconds, tokensPerSecond, preemptions, kvOccupancy }) =>
    ttftSeconds &&
    `first token after ${orDash(ttftSeconds.mean, formatSeconds)} (p95 ${orDash(ttftSeconds.p95, formatSeconds)}), each later one ${orDash(tpotSeconds?.mean, formatSeconds)}; ${orDash(tokensPerSecond, formatNumber)} tokens per second; cache ${orDash(kvOccupancy?.mean, formatPercent)} in use; ${orDash(preemptions, formatNumber)} preemptions`,
  ({ failed }) => (failed ? `${formatNumber(failed)} failed` : undefined),
  ({ zombieSeconds }) =>
    zombieSeconds ? `${formatSeconds(zombieSeconds)} of work for requests whose asker had left` : undefined,
  ({ queueTimedOut }) => (queueTimedOut ? `${formatNumber(queueTimedOut)} waited too long in its queue` : undefined),
  ({ batchSize }) =>
    batchSize?.paddingFraction ? `${formatPercent(batchSize.paddingFraction)} of its batches was padding` : undefined,
  ({ hitRatio, cache }) =>
    cache &&
    `hits ${orDash(hitRatio, formatPercent)} of ${formatNumber(cache.lookups)} look-ups, ${orDash(cache.ageSeconds.mean, formatSeconds)} old on average, ${orDash(cache.outdatedFraction, formatPercent)} of them outdated; ${orDash(cache.coalescedFraction, formatPercent)} waited for the fetch of another; ${formatNumber(cache.items.mean)} items on average, ${formatNumber(cache.evictions)} evictions`,
  ({ featureAgeSeconds, skewFraction, missingFraction }) =>
    featureAgeSeconds &&
    `features ${orDash(featureAgeSeconds.mean, formatSeconds)} old on average (p95 ${orDash(featureAgeSeconds.p95, formatSeconds)}), ${orDash(skewFraction, formatPercent)} outdated, ${orDash(missingFraction, formatPercent)} missing`,
  ({ lag }) =>
    lag &&
    `lag ${formatNumber(lag.mean)} on average, ${formatNumber(lag.max)} at most, ${formatNumber(lag.end)} at the end`,
  ({ delivery }) =>
    delivery && (delivery.reprocessed > 0 || delivery.lost > 0)
      ? `${formatNumber(delivery.reprocessed)} records processed again, ${formatNumber(delivery.duplicates)} of them with a second effect; ${formatNumber(delivery.lost)} lost`
      : undefined,
  ({ group }) =>
    group &&
    `${formatNumber(group.rebalances)} rebalances, ${formatNumber(group.ownerlessPartitions)} partitions without a reader on average`,
  ({ recovery }) =>
    recovery && recovery.failures > 0
      ? `${formatNumber(recovery.failures)} failures, ${orDash(recovery.meanBacklog, formatNumber)} records to catch up with after each`
      : undefined,
  ({ windows }) =>
    windows &&
    `${formatNumber(windows.fired)} windows, ${formatNumber(windows.updates)} updates; ${formatNumber(windows.droppedLate)} events too late for theirs`,
  ({ jobs }) =>
    jobs && `${formatNumber(jobs.published)} runs published, ${orDash(jobs.meanMakespanSeconds, formatSeconds)} each`,
];

/** What was up and what was answered, where faults or chance let requests fail, and the alerts of the objectives with a budget. */
export function availabilityLines({ availability, requests, slos = [] }: SimulationResult): string[] {
  const { requestsAnswered, downMinutesPer30Days, components = {} } = availability;
  const isTold = requests.failed > 0 || slos.length > 0 || Object.keys(components).length > 0;
  return [
    ...(isTold
      ? [
          `Availability  ${orDash(requestsAnswered, exactPercent)} of the requests were answered; what is missing comes to ${orDash(downMinutesPer30Days, formatNumber)} minutes in 30 days`,
        ]
      : []),
    ...Object.entries(components).map(
      ([id, { units, up, outages, expected }]) =>
        `  ${id}: up ${exactPercent(up)}${expected ? ` (in the long run ${exactPercent(expected.up)})` : ''}, ${formatNumber(outages)} outages of ${units} ${units === 1 ? 'unit' : 'units'}`,
    ),
    ...slos.map(
      ({ id, target, budgetSpent, alerts }, index) =>
        `  ${id ?? `slos[${index}]`}: ${exactPercent(target)} wanted, ${orDash(budgetSpent, exactPercent)} of the budget spent in one run; ${alerts.map(({ severity, burnRate, fired }) => `${severity} at ${burnRate} times: ${formatNumber(fired)}`).join(', ')}`,
    ),
  ];
}

/** With the digits that tell 99.99 % from 99.9 %. */
const exactPercent = (share: number): string => `${Number((100 * share).toPrecision(7))} %`;

/** Lines about the mechanisms of the components, after the table that all of them share. */
export function mechanismLines({ components }: SimulationResult): string[] {
  return Object.entries(components).flatMap(([id, component]) =>
    LINES.flatMap((line) => {
      const text = line(component);
      return text ? [`${id}: ${text}`] : [];
    }),
  );
}
