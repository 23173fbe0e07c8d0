import type { Rate } from '../../engines/simulator/arrivals/arrival-process.ts';
import { inOrder, offeredLoad, type StationLoad } from '../../engines/simulator/estimate/offered-load.ts';
import type { Component, Scenario } from '../../engines/simulator/scenario.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';
import type { Draft } from '../draft.ts';
import { followRates } from './follow-rates.ts';

export type Curves = Readonly<Record<string, ServiceCurve>>;

/** What the rules look at: a scenario that can run, and what means alone say of it. Made once for all rules. */
export interface Context {
  readonly draft: Draft;
  readonly scenario: Scenario;
  readonly curves: Curves;
  /** Each after all that lead to it. */
  readonly ordered: readonly Component[];
  readonly byId: ReadonlyMap<string, Component>;
  /** Over one run, from the simulator's own estimate: limits, caches, spill-over and what servers manage are followed. */
  readonly loads: ReadonlyMap<string, StationLoad>;
  /** Requests per second that reach a component: before a step and on average otherwise, and when they are densest. */
  readonly rates: ReadonlyMap<string, Rate>;
}

export function createContext(draft: Draft, scenario: Scenario, curves: Curves): Context {
  const ordered = inOrder(scenario);
  const loads = offeredLoad(scenario, curves);
  return {
    draft,
    scenario,
    curves,
    ordered,
    byId: new Map(scenario.components.map((component) => [component.id, component])),
    loads,
    rates: followRates(scenario, ordered, loads),
  };
}
