import type { Scenario } from '../scenario.ts';
import type { Arrivals, TrafficArrivals } from './schema.ts';
import type { Trace } from './trace-formats/trace-format.ts';

/** A trace file that a scenario asks for. */
export interface TraceRequest {
  readonly component: string;
  readonly file: string;
  readonly only: string | undefined;
}

function arrivalsOf(component: Scenario['components'][number]): TrafficArrivals | undefined {
  return 'arrivals' in component ? component.arrivals : undefined;
}

/** The files that are to be read before the scenario can run. The engine reads none: a page fetches them, the command line opens them. */
export function neededTraces(scenario: Scenario): readonly TraceRequest[] {
  return scenario.components.flatMap((component) => {
    const arrivals = arrivalsOf(component);
    if (arrivals?.process !== 'trace' || arrivals.file === undefined) return [];
    return [{ component: component.id, file: arrivals.file, only: arrivals.only }];
  });
}

/** The scenario with the moments (or counts) of each file in its place; `traces` by component id. A trace that is not there stays a file. */
export function withTraces(scenario: Scenario, traces: ReadonlyMap<string, Trace>): Scenario {
  const components = scenario.components.map((component) => {
    const arrivals = arrivalsOf(component);
    const trace = traces.get(component.id);
    if (arrivals?.process !== 'trace' || !trace) return component;
    return { ...component, arrivals: filledIn(arrivals, trace) };
  });
  return { ...scenario, components: components as Scenario['components'] };
}

function filledIn(arrivals: Extract<Arrivals, { process: 'trace' }>, trace: Trace): Arrivals {
  const { timeScale, rateScale } = arrivals;
  if (trace.type === 'times') return { process: 'trace', timesSeconds: [...trace.timesSeconds], timeScale, rateScale };
  return {
    process: 'counts',
    counts: [...trace.counts],
    binSeconds: trace.binSeconds * timeScale,
    placement: 'uniform',
    rateScale,
  };
}
