import type { Component, Objective } from '../../../engines/simulator/scenario.ts';
import { formatNumber, formatSeconds } from '../../../kit/format.ts';
import { findKind } from '../../component-kinds.ts';
import type { Context } from '../context.ts';
import type { Finding } from '../finding.ts';
import { leastSeconds, serviceSeconds } from '../path-seconds.ts';

/** Metrics of the time to an answer, and the share of requests that it is for; undefined is the mean. */
const TIMES: Readonly<Record<string, number | undefined>> = {
  'sojournTimeSeconds.mean': undefined,
  'sojournTimeSeconds.p50': 0.5,
  'sojournTimeSeconds.p95': 0.95,
  'sojournTimeSeconds.p99': 0.99,
};
/** A bound from means and samples is believed where the objective is a tenth below it. */
const CLEARLY = 0.9;

const twoDigitsUp = (value: number) => {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.ceil(value / unit) * unit).toPrecision(2));
};

/**
 * The least that the time can be: the fastest way of any source, its round trips, and its services. Means add up along a way; of a percentile the largest
 * of one stage is a bound, because a request is never faster than any stage of it.
 */
function leastTime(probability: number | undefined, { scenario, byId, curves }: Context): number {
  const askers = scenario.components.filter(({ kind }) => kind === 'traffic');
  const hasOthers = scenario.components.some(({ kind }) => findKind(kind)?.family === 'source' && kind !== 'traffic');
  if (hasOthers || askers.length === 0) return 0;
  const stageOf = (component: Component) => serviceSeconds(component, curves, probability);
  const join = (own: number, behind: number) => (probability === undefined ? own + behind : Math.max(own, behind));
  const times = askers.map((asker) => {
    const { network, service } = leastSeconds(asker, scenario, byId, stageOf, join);
    return network + service;
  });
  return Math.min(...times);
}

function hopeless(objective: Objective, least: number, objectives: readonly Objective[]): Finding {
  const limit = objective.atMost!;
  const wanted = twoDigitsUp(2 * least);
  const changed = objectives.map((each) => (each === objective ? { ...each, atMost: wanted } : each));
  return {
    componentId: null,
    severity: 'warning',
    sentence: `The objective “${objective.metric} at most ${formatSeconds(limit)}” cannot be met: round trips and service alone take ${formatSeconds(least)}, without any waiting. Bring the model nearer, make it faster, or ask for less.`,
    fix: {
      label: `Ask for at most ${formatSeconds(wanted)} instead`,
      command: { type: 'setScenario', path: 'objectives', value: changed },
    },
  };
}

function tooMuch(objective: Objective, offered: number, objectives: readonly Objective[]): Finding {
  const wanted = Number((CLEARLY * offered).toPrecision(2));
  const changed = objectives.map((each) => (each === objective ? { ...each, atLeast: wanted } : each));
  return {
    componentId: null,
    severity: 'warning',
    sentence: `The objective “throughput at least ${formatNumber(objective.atLeast!)} per second” cannot be met: only ${formatNumber(offered)} per second are asked.`,
    fix: {
      label: `Ask for at least ${formatNumber(wanted)} instead`,
      command: { type: 'setScenario', path: 'objectives', value: changed },
    },
  };
}

/** Objectives that theory rules out before anything runs. */
export function checkObjectives(context: Context): Finding[] {
  const { scenario, loads } = context;
  const { objectives } = scenario;
  const offered = scenario.components.reduce(
    (sum, { id, kind }) => (findKind(kind)?.family === 'source' ? sum + loads.get(id)!.offeredPerSecond : sum),
    0,
  );
  return objectives.flatMap((objective): Finding[] => {
    const { metric, atMost, atLeast } = objective;
    if (atMost !== undefined && Object.hasOwn(TIMES, metric)) {
      const least = leastTime(TIMES[metric], context);
      return atMost < CLEARLY * least ? [hopeless(objective, least, objectives)] : [];
    }
    const isThroughput = metric === 'throughputPerSecond' && atLeast !== undefined;
    return isThroughput && CLEARLY * atLeast > offered ? [tooMuch(objective, offered, objectives)] : [];
  });
}
