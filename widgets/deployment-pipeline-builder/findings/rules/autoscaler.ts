import { createAutoscaling } from '../../../engines/simulator/autoscaling/schema.ts';
import { createColdStart } from '../../../engines/simulator/cold-start/schema.ts';
import type { Component } from '../../../engines/simulator/scenario.ts';
import { formatNumber, formatSeconds } from '../../../kit/format.ts';
import { valueAt } from '../../value-path.ts';
import type { Context } from '../context.ts';
import type { Finding } from '../finding.ts';
import {
  BOUNDS,
  capacityWith,
  countsOf,
  enoughUnits,
  giveUnits,
  inUnits,
  isScaled,
  type Scaled,
  together,
} from '../units.ts';
import { reachedFrom } from '../ways-out.ts';

/** Waiting that a ramp leaves behind and that is worth saying, in seconds of the capacity at the start. */
const WORTH_SAYING_SECONDS = 1;
/** Share of the capacity at which the earliest policy would ask for more: targets lie between half and all of it. */
const EARLIEST_TARGET = 0.5;

type WithAutoscaling = Scaled & {
  readonly autoscaling?: Parameters<typeof createAutoscaling>[0];
  readonly concurrency?: number;
};

/** Mean seconds from the moment that more is needed until it serves: half a scrape, half a period of decisions, and the start of a replica. */
function reactionSeconds({ autoscaling, concurrency = 1 }: WithAutoscaling): number {
  if (!autoscaling) return 0;
  const { scrapeSeconds, loops } = createAutoscaling(autoscaling, { concurrency });
  const period = Math.min(...loops.map(({ periodSeconds }) => periodSeconds));
  return scrapeSeconds / 2 + period / 2 + createColdStart(autoscaling.coldStart).meanSeconds;
}

/** Seconds that the steepest step before a component takes to rise; undefined when no step reaches it. */
function riseBefore(id: string, { scenario, byId }: Context): number | undefined {
  const rises = scenario.components.flatMap((source: Component) => {
    const isStep = 'arrivals' in source && source.arrivals?.process === 'step';
    return isStep && reachedFrom([source.id], byId).has(id)
      ? [Number(valueAt(source, 'arrivals.riseSeconds') ?? 0)]
      : [];
  });
  return rises.length > 0 ? Math.min(...rises) : undefined;
}

/** Requests that come before the new replicas serve, beyond what the first ones can: the area between a straight rise and the capacity at the start. */
export function surplusOfRamp(
  before: number,
  during: number,
  riseSeconds: number,
  capacity: number,
  reaction: number,
): number {
  const reaches = (rate: number) => (riseSeconds * Math.max(0, rate - before)) / (during - before);
  const full = reaches(capacity);
  const until = reaches(Math.min(EARLIEST_TARGET * capacity, during)) + reaction;
  const inRise = Math.max(0, Math.min(until, riseSeconds) - full);
  const slope = riseSeconds === 0 ? 0 : (during - before) / riseSeconds;
  const onTop = Math.max(0, until - Math.max(full, riseSeconds));
  return Math.max(0, before - capacity) * inRise + (slope * inRise ** 2) / 2 + onTop * (during - capacity);
}

function check(component: WithAutoscaling, context: Context): Finding[] {
  const { id, autoscaling } = component;
  const rise = riseBefore(id, context);
  if (!autoscaling || rise === undefined) return [];
  const { mean: before, peak } = context.rates.get(id)!;
  const { start, most } = countsOf(component, context);
  const least = Number(valueAt(autoscaling, BOUNDS[autoscaling.policy].least) ?? 1);
  const first = Math.max(start, least);
  const capacity = capacityWith(component, Math.max(1, first), context.curves);
  const largest = capacityWith(component, Math.min(most, 10_000), context.curves);
  // A peak above all that it may have is the business of the rule of loads.
  if (capacity === undefined || largest === undefined || peak <= capacity || peak > largest || before >= peak)
    return [];
  const reaction = reactionSeconds(component);
  const surplus = surplusOfRamp(before, peak, rise, capacity, reaction);
  if (surplus / capacity < WORTH_SAYING_SECONDS) return [];
  const count = enoughUnits(component, peak, context.curves);
  const label = count === undefined ? '' : `Keep ${inUnits(component, count)} of “${id}” ready`;
  return [
    {
      componentId: id,
      severity: 'warning',
      sentence: `“${id}” starts with ${inUnits(component, first)}, for ${formatNumber(capacity)} per second, and the step brings ${formatNumber(peak)} within ${formatSeconds(rise)}. Its autoscaler needs about ${formatSeconds(reaction)} until more of them serve: by then some ${formatNumber(Math.round(surplus))} requests too many have come. Keep more of them ready, or start them faster.`,
      ...(count !== undefined && {
        fix: { label, command: together(giveUnits(component, count, context, 'least'), label) },
      }),
    },
  ];
}

/** Autoscalers whose replicas come too late for a step of the traffic. */
export function checkAutoscalers(context: Context): Finding[] {
  return context.ordered.flatMap((component) =>
    isScaled(component) ? check(component as WithAutoscaling, context) : [],
  );
}
