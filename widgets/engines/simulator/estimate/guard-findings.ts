import { formatNumber, formatPercent, formatSeconds } from '../../../kit/format.ts';
import { routesOf } from '../compile.ts';
import { breakerNeeds, callLimitsOf, limitOf } from '../guards/schema.ts';
import type { Component, ComponentOf, Scenario } from '../scenario.ts';
import { serviceSecondsOf } from './capacity.ts';
import type { StationLoad } from './offered-load.ts';

type Loads = Readonly<Record<string, StationLoad>>;

/** A limit of so many requests per second is none. */
const NO_LIMIT_PER_SECOND = 1e6;

/** Guards that cannot do at this traffic what they are for, or that do more than is meant. Means alone: a burst may be another matter. */
export function describeGuards(scenario: Scenario, loads: Loads): string[] {
  const { components } = scenario;
  return components.flatMap((component) => {
    const load = loads[component.id]!;
    switch (component.kind) {
      case 'proxy':
        return [...idleBreaker(component, load), ...narrowLimit(component, load, components)];
      case 'gateway':
        return rateLimitNotes(component, load);
      case 'loadBalancer':
        return fewReplicas(component, components);
      case 'modelServer':
        return sheddingNotes(component, components);
      default:
        return [];
    }
  });
}

/** Calls that it sees at most: every request, and every retry of it. */
function idleBreaker(
  { id, breaker, retries }: ComponentOf<'proxy'>,
  { offered, offeredPerSecond }: StationLoad,
): string[] {
  if (!breaker) return [];
  const { calls, withinSeconds } = breakerNeeds(breaker);
  const most = 1 + (retries?.maximumRetries ?? 0);
  const expected = Math.min(offered, offeredPerSecond * withinSeconds) * most;
  if (expected >= calls) return [];
  const within = withinSeconds === Infinity ? 'in the whole run' : `within ${formatSeconds(withinSeconds)}`;
  return [
    `${id}: its breaker can open after ${formatNumber(calls)} calls ${within}, and about ${formatNumber(Number(expected.toPrecision(3)))} are made: it never opens, whatever fails. Let it judge by fewer calls, or over a longer time.`,
  ];
}

/** By Little's law so many calls at once are so many per second. */
function narrowLimit(
  { id, limit, to }: ComponentOf<'proxy'>,
  { offeredPerSecond }: StationLoad,
  components: readonly Component[],
): string[] {
  if (!limit) return [];
  const called = routesOf(to).map(({ id: other }) => components.find((candidate) => candidate.id === other)!);
  const seconds = called.map((each) => serviceSecondsOf(each, {}) ?? 0);
  const { parallel } = callLimitsOf(limit);
  const most = parallel / Math.min(...seconds);
  if (offeredPerSecond <= most) return [];
  return [
    `${id}: ${formatNumber(parallel)} calls at the same time, each of ${formatSeconds(Math.min(...seconds))} at least, are at most ${formatNumber(Number(most.toPrecision(3)))} per second, and ${formatNumber(offeredPerSecond)} are to be made: about ${formatPercent(1 - most / offeredPerSecond)} are refused. Raise the limit, or send less.`,
  ];
}

function rateLimitNotes({ id, rateLimit }: ComponentOf<'gateway'>, { offeredPerSecond }: StationLoad): string[] {
  if (!rateLimit) return [];
  const { ratePerSecond } = limitOf(rateLimit);
  if (rateLimit.policy !== 'tokenBucket' && ratePerSecond >= NO_LIMIT_PER_SECOND)
    return [
      `${id}: its rate limit lets ${formatNumber(ratePerSecond)} requests per second through, which is none. Set "limitRefreshPeriodSeconds" and "limitForPeriod" to a rate that is meant.`,
    ];
  if (offeredPerSecond <= ratePerSecond) return [];
  return [
    `${id}: its rate limit lets ${formatNumber(ratePerSecond)} requests per second through in the long run, and ${formatNumber(offeredPerSecond)} are offered: about ${formatPercent(1 - ratePerSecond / offeredPerSecond)} are throttled. Raise the limit, or send less.`,
  ];
}

function fewReplicas(
  { id, outlierDetection, to }: ComponentOf<'loadBalancer'>,
  components: readonly Component[],
): string[] {
  const target = components.find((candidate) => candidate.id === routesOf(to)[0]?.id);
  if (!outlierDetection || target?.kind !== 'modelServer' || target.autoscaling) return [];
  const { successRateMinimumHosts: minimum } = outlierDetection;
  if (target.replicas >= minimum) return [];
  return [
    `${id}: success rates are compared among ${minimum} replicas or more, and "${target.id}" has ${target.replicas}: only errors in a row eject one. Lower "successRateMinimumHosts", or use more replicas.`,
  ];
}

function sheddingNotes(server: ComponentOf<'modelServer'>, components: readonly Component[]): string[] {
  const { id, shedding } = server;
  if (shedding?.policy === 'deadline' && !components.some(hasDeadline))
    return [`${id}: it sheds by deadlines, and no gateway or proxy has a timeout: nothing is ever shed.`];
  if (shedding?.policy === 'priority' && !components.some((each) => 'priorities' in each && each.priorities))
    return [`${id}: it sheds by class, and no source has "priorities": every request is of class 1.`];
  const seconds = serviceSecondsOf(server, {}) ?? 0;
  if (shedding?.policy !== 'codel' || shedding.targetSeconds >= seconds) return [];
  return [
    `${id}: the target wait of CoDel, ${formatSeconds(shedding.targetSeconds)}, is shorter than one service, ${formatSeconds(seconds)}: any queue that lasts is shed. Set "targetSeconds" to some services.`,
  ];
}

function hasDeadline(component: Component): boolean {
  const { timeoutSeconds, perTryTimeoutSeconds } = component as {
    timeoutSeconds?: number;
    perTryTimeoutSeconds?: number;
  };
  return timeoutSeconds !== undefined || perTryTimeoutSeconds !== undefined;
}
