import type { Component, Scenario } from '../../engines/simulator/scenario.ts';
import { findKind } from '../component-kinds.ts';
import type { Draft } from '../draft.ts';
import { type Context, createContext, type Curves } from '../findings/context.ts';
import { arrivalShapes } from './arrival-shapes.ts';
import { waysCrossed } from './edge-flows.ts';
import { estimateStation } from './estimate-station.ts';
import type { StationEstimate } from './station-estimate.ts';
import { type TheoryCost, theoryCost } from './theory-cost.ts';

/** The whole pipeline by theory, before anything runs. */
export interface PipelineEstimate {
  /** Components in which time passes, in the order of the flow. */
  readonly stations: readonly { readonly component: Component; readonly estimate: StationEstimate }[];
  /** Mean seconds from a request's arrival to its answer, or the reason why theory does not say. */
  readonly sojourn: { readonly seconds: number; readonly isExact: boolean } | { readonly reason: string };
  readonly cost: TheoryCost;
}

/** Mean time in the whole: every station's as often as a request visits it, and the round trips (of events and rows the way there). */
function sojournOf(context: Context, stations: PipelineEstimate['stations']): PipelineEstimate['sojourn'] {
  const { ordered, loads } = context;
  const total = ordered.reduce(
    (sum, { id, kind }) => (findKind(kind)?.family === 'source' ? sum + loads.get(id)!.offeredPerSecond : sum),
    0,
  );
  if (total === 0) return { reason: 'Nothing is asked.' };
  let seconds = 0;
  let isExact = true;
  for (const { component, estimate } of stations) {
    if (!estimate.isKnown) return { reason: `Nothing is said of “${component.id}”, so nothing of the whole.` };
    seconds += (loads.get(component.id)!.offeredPerSecond / total) * estimate.sojournSeconds;
    isExact &&= estimate.isExact && estimate.assumes.length === 0;
  }
  for (const { perSecond, roundTripSeconds, isAnswered } of waysCrossed(context))
    seconds += (perSecond / total) * (isAnswered ? roundTripSeconds : roundTripSeconds / 2);
  return { seconds, isExact };
}

export function estimatePipeline(draft: Draft, scenario: Scenario, curves: Curves): PipelineEstimate {
  const context = createContext(draft, scenario, curves);
  const shapes = arrivalShapes(context);
  const stations = context.ordered.flatMap((component) => {
    const estimate = estimateStation(component, shapes.get(component.id)!, context);
    return estimate ? [{ component, estimate }] : [];
  });
  return { stations, sojourn: sojournOf(context, stations), cost: theoryCost(context) };
}
