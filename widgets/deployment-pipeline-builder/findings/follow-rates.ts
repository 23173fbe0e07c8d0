import type { Rate } from '../../engines/simulator/arrivals/arrival-process.ts';
import { rateOf } from '../../engines/simulator/arrivals/schema.ts';
import { meanPeriodSeconds } from '../../engines/simulator/batch/schedule.ts';
import { wayShares } from '../../engines/simulator/delivery/way-shares.ts';
import { isClosedLoop } from '../../engines/simulator/estimate/expected-requests.ts';
import { passedOnShare, spillTarget, type StationLoad } from '../../engines/simulator/estimate/offered-load.ts';
import { limitOf } from '../../engines/simulator/guards/schema.ts';
import type { Component, Scenario } from '../../engines/simulator/scenario.ts';

const NONE: Rate = { mean: 0, peak: 0 };

/** What a component sends by itself (of a step: before it, and while it lasts). A closed loop counts for nothing: it never sends more than is answered. */
function sourceRate(component: Component): Rate {
  if (isClosedLoop(component)) return NONE;
  if (component.kind === 'traffic' || component.kind === 'eventStream') return rateOf(component.arrivals);
  if (component.kind !== 'dataset') return NONE;
  if (component.arrivals) return rateOf(component.arrivals);
  const rate = (component.rows ?? 0) / meanPeriodSeconds(component);
  return { mean: rate, peak: rate };
}

/** The most per second that a component hands on, however much comes: its rate limit, or what it can serve. */
function mostOut(component: Component, load: StationLoad): number {
  const limit =
    component.kind === 'gateway' && component.rateLimit ? limitOf(component.rateLimit).ratePerSecond : Infinity;
  return Math.min(limit, load.capacityPerSecond ?? Infinity);
}

const plus = (rate: Rate, mean: number, peak: number): Rate => ({ mean: rate.mean + mean, peak: rate.peak + peak });

/** Follows the rates from the sources through the shares of the routes, in the order of the flow. */
export function followRates(
  scenario: Scenario,
  ordered: readonly Component[],
  loads: ReadonlyMap<string, StationLoad>,
): ReadonlyMap<string, Rate> {
  const rates = new Map<string, Rate>(ordered.map((component) => [component.id, sourceRate(component)]));
  for (const component of ordered) {
    const rate = rates.get(component.id)!;
    const most = mostOut(component, loads.get(component.id)!);
    const served = { mean: Math.min(rate.mean, most), peak: Math.min(rate.peak, most) };
    const add = (id: string | undefined, mean: number, peak: number) => {
      const before = id === undefined ? undefined : rates.get(id);
      if (before) rates.set(id!, plus(before, mean, peak));
    };
    add(spillTarget(component), rate.mean - served.mean, rate.peak - served.peak);
    if (component.kind === 'shadow' && component.mirror) {
      const share = component.mirror.percentage / 100;
      add(component.mirror.to, served.mean * share, served.peak * share);
    }
    const passed = passedOnShare(component, served.mean, scenario);
    for (const { id, mean, peak } of wayShares(component, scenario.run.durationSeconds))
      add(id, served.mean * passed * mean, served.peak * passed * peak);
  }
  return rates;
}
