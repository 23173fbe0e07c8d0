import type { Component, Scenario } from '../../engines/simulator/scenario.ts';
import type { DraftComponent } from '../draft.ts';
import { flowOrder } from '../flow-order.ts';
import type { Rate } from '../../engines/simulator/arrivals/arrival-process.ts';
import { wayShares } from '../../engines/simulator/delivery/way-shares.ts';
import { meanPeriodSeconds } from '../../engines/simulator/batch/schedule.ts';
import { limitOf } from '../../engines/simulator/guards/schema.ts';
import { sourceRate } from './arrival-rate.ts';

/** What reaches one component, as far as averages tell: queues and timeouts are not followed. */
export interface Inflow {
  readonly component: Component;
  /** Requests, events or rows per second that reach it or that it sends. */
  readonly rate: Rate;
  /** Schedules of the datasets that lead to it, in seconds. */
  readonly schedules: readonly number[];
}

/** What a component lets through: a rate limit lets through its rate at most. */
function outflow(component: Component, rate: Rate): Rate {
  const limit =
    component.kind === 'gateway' && component.rateLimit ? limitOf(component.rateLimit).ratePerSecond : undefined;
  return limit === undefined ? rate : { mean: Math.min(rate.mean, limit), peak: Math.min(rate.peak, limit) };
}

/** Follows the mean and peak rates from the sources through the routes' shares. */
export function followFlow(scenario: Scenario): Inflow[] {
  const flows = new Map<string, { rate: Rate; schedules: number[] }>();
  for (const component of scenario.components) flows.set(component.id, { rate: sourceRate(component), schedules: [] });
  const ordered = flowOrder({
    components: scenario.components as readonly unknown[] as readonly DraftComponent[],
  }) as readonly unknown[] as readonly Component[];
  return ordered.map((component) => {
    const flow = flows.get(component.id)!;
    if (component.kind === 'dataset') flow.schedules.push(meanPeriodSeconds(component));
    const out = outflow(component, flow.rate);
    for (const { id, mean, peak } of wayShares(component, scenario.run.durationSeconds)) {
      const next = flows.get(id);
      if (!next) continue;
      next.rate = { mean: next.rate.mean + out.mean * mean, peak: next.rate.peak + out.peak * peak };
      next.schedules.push(...flow.schedules);
    }
    return { component, ...flow };
  });
}
