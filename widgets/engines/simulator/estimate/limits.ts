import { formatBytes, formatNumber, formatPercent, formatSeconds } from '../../../kit/format.ts';
import type { Problem } from '../../../kit/problem.ts';
import type { Scenario } from '../scenario.ts';
import type { RunEstimate } from './estimate-run.ts';
import { describeGuards } from './guard-findings.ts';
import { capacityWithin } from './memory.ts';
import { spillTarget } from './offered-load.ts';

/** What an engine of some five million events per second would work on for more than two days. */
export const MOST_EVENTS = 1e12;
/** Some minutes of work: worth saying beforehand. */
export const MANY_EVENTS = 1e9;
/** What a replication may take: browser tabs end somewhere between half and twice this. */
export const MEMORY_CEILING_BYTES = 2 ** 31;
/** Speed for the sentence that says how long it will take, in events per second of one core. */
const EVENTS_PER_SECOND = 5e6;
/** From this load on the needed run length, which grows like 1/(1 − ρ)², is a hundred times that of an idle system. */
const HIGH_UTILISATION = 0.9;

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A count of any size: `3 200`, `1.2 × 10¹⁵`. */
function count(value: number): string {
  if (!(value >= 1e6 && value < Infinity)) return formatNumber(Math.round(value));
  const [digits, exponent] = value.toExponential(1).split('e+') as [string, string];
  return `${digits} × 10${[...exponent].map((digit) => SUPERSCRIPTS[Number(digit)]).join('')}`;
}

/** Reasons for which a run cannot be: refused before it starts, with the number that makes it so. */
export function findLimitProblems(scenario: Scenario, estimate: RunEstimate): Problem[] {
  const queues = hopelessQueues(scenario, estimate);
  // Memory for what waits is told by the queue.
  return [...tooManyEvents(scenario, estimate), ...(queues.length > 0 ? queues : tooMuchMemory(estimate))];
}

function tooManyEvents({ run }: Scenario, { events }: RunEstimate): Problem[] {
  if (!(events > MOST_EVENTS)) return [];
  const share = (run.durationSeconds * MOST_EVENTS) / events;
  return [
    {
      path: 'run.durationSeconds',
      expected: `a run of at most ${count(MOST_EVENTS)} events`,
      found: `about ${count(events)} in ${count(run.durationSeconds)} s and all replications, which would take ${formatSeconds(events / EVENTS_PER_SECOND)}`,
      fix: `Use at most ${Number(share.toPrecision(1))} s, fewer replications, or a lower rate.`,
    },
  ];
}

/** A queue that certainly outgrows the pool of requests: twice its size, so that a rough estimate never refuses what would run. */
function hopelessQueues(scenario: Scenario, { stations }: RunEstimate): Problem[] {
  const most = capacityWithin(scenario.components.length);
  return scenario.components.flatMap(({ id }, index) => {
    const { inSystemAtEnd, offeredPerSecond, capacityPerSecond = Infinity } = stations[id]!;
    if (!(inSystemAtEnd > 2 * most)) return [];
    return [
      {
        path: `components[${index}]`,
        expected: `at most ${count(most)} requests at once`,
        found: `about ${count(inSystemAtEnd)} at the end: ${count(offeredPerSecond)} arrive per second and ${capacityPerSecond === Infinity ? 'each stays long' : `${count(capacityPerSecond)} can be served`}`,
        fix: 'Add capacity, lower the arrival rate, set queueCapacity, or shorten the run.',
      },
    ];
  });
}

function tooMuchMemory({ memoryBytes }: RunEstimate): Problem[] {
  if (!(memoryBytes > MEMORY_CEILING_BYTES)) return [];
  return [
    {
      path: 'components',
      expected: `at most ${formatBytes(MEMORY_CEILING_BYTES)} of memory for a replication`,
      found: `about ${formatBytes(memoryBytes)}`,
      fix: 'Use fewer components, keys, servers or rows per cycle, or let fewer requests wait.',
    },
  ];
}

/** What a person should know before believing the result: a system that never settles, one that settles slowly, a long run. */
export function describeLimits(scenario: Scenario, estimate: RunEstimate): string[] {
  return [
    ...describeLoads(scenario, estimate),
    ...describeIdleConsumers(scenario),
    ...describeGuards(scenario, estimate.stations),
    ...describeLength(estimate),
  ];
}

function describeLoads({ run, components }: Scenario, { stations }: RunEstimate): string[] {
  return components.flatMap((component) => {
    const { id } = component;
    const load = stations[id]!;
    const spill = spillTarget(component);
    const { utilisation = 0, capacityPerSecond = Infinity, offeredPerSecond, inSystemAtEnd, isUnbounded } = load;
    const rates = `${id}: ${formatNumber(offeredPerSecond)} requests per second are offered and it serves at most ${formatNumber(capacityPerSecond)}`;
    if (!Number.isFinite(capacityPerSecond) || utilisation < HIGH_UTILISATION) return [];
    if (utilisation < 1) {
      const idle = 1 - utilisation;
      const length = 1 / (idle * idle);
      return [
        `${rates} (load ${formatPercent(utilisation)}): it settles slowly; the run must be some ${count(length)} times as long as one at low load for the same precision.`,
      ];
    }
    if (spill !== undefined) return [`${rates}: what is too much goes to ${spill}.`];
    if (!isUnbounded) return [`${rates}: what is too much is turned away.`];
    return [
      `${rates}: its queue grows all the time, to about ${count(inSystemAtEnd)} requests after ${formatSeconds(run.durationSeconds)}. The averages then say how long the run was, not how the system is.`,
    ];
  });
}

/** Members of a group beyond the partitions of its log. */
function describeIdleConsumers({ components }: Scenario): string[] {
  return components.flatMap((component) => {
    if (component.kind !== 'streamProcessor') return [];
    const { id, consumers } = component;
    const log = components.find(({ kind, to }) => kind === 'partitionedLog' && to === id);
    if (log?.kind !== 'partitionedLog' || consumers <= log.partitions) return [];
    return [
      `${id}: ${formatNumber(consumers - log.partitions)} of ${formatNumber(consumers)} consumers have no partition and only stand by: the log ${log.id} has ${formatNumber(log.partitions)}. Use fewer consumers or more partitions.`,
    ];
  });
}

function describeLength({ events, memoryBytes }: RunEstimate): string[] {
  const long =
    events > MANY_EVENTS
      ? [`The run has about ${count(events)} events: some ${formatSeconds(events / EVENTS_PER_SECOND)} on one core.`]
      : [];
  const large =
    memoryBytes > MEMORY_CEILING_BYTES / 8
      ? [`One replication needs about ${formatBytes(memoryBytes)} of memory.`]
      : [];
  return [...long, ...large];
}
