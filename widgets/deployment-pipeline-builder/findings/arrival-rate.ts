import type { Rate } from '../../engines/simulator/arrivals/arrival-process.ts';
import { rateOf } from '../../engines/simulator/arrivals/schema.ts';
import { meanPeriodSeconds } from '../../engines/simulator/batch/schedule.ts';
import type { Component } from '../../engines/simulator/scenario.ts';

/** What a component sends by itself, on average over a long time (a step counts as its rate before the step); 0 for one that is no source. */
export function sourceRate(component: Component): Rate {
  if (component.kind === 'traffic' || component.kind === 'eventStream') return rateOf(component.arrivals);
  if (component.kind !== 'dataset') return { mean: 0, peak: 0 };
  if (component.arrivals) return rateOf(component.arrivals);
  const rate = (component.rows ?? 0) / meanPeriodSeconds(component);
  return { mean: rate, peak: rate };
}
