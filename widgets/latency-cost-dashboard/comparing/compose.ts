import { parseScenario } from '../../engines/simulator/parse-scenario.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import { seriesNumber } from '../../kit/charts/marks.ts';
import { formatProblem, type Parsed } from '../../kit/problem.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';
import { applyControls } from '../controls.ts';
import { deriveCurves } from '../derive-curves.ts';
import { numberAt, setNumber } from '../setting-path.ts';
import type { Alternative, WidgetData } from '../widget-data.ts';
import type { CourseScenario } from './course-scenarios.ts';
import type { Compared, Named } from './outcome.ts';
import { refusalOf } from './refusal.ts';
import type { Chosen, DashboardState } from './state.ts';

/** An alternative that is ready to run, or the reason why it cannot be. */
export type Composed =
  | { readonly alternative: Compared; readonly refusal: null }
  | { readonly alternative: Named; readonly refusal: string };

interface Sources {
  readonly data: WidgetData;
  /** Of the course, or why there are none; undefined until they are loaded. */
  readonly course: Parsed<readonly CourseScenario[]> | undefined;
  /** Of the data file's model. */
  readonly curve: ServiceCurve;
}

type Found = { readonly scenario: unknown; readonly own?: Alternative } | { readonly refusal: string };

function source({ from }: Chosen, alternatives: readonly Alternative[], course: Sources['course']): Found {
  if ('alternative' in from) {
    const own = alternatives.find(({ id }) => id === from.alternative)!;
    return { scenario: own.scenario, own };
  }
  if ('own' in from) return { scenario: from.own };
  if (!course) return { refusal: 'The scenarios of the course are still being loaded.' };
  if (!course.ok) return { refusal: course.problems.map(formatProblem).join(' ') };
  const found = course.value.find(({ id }) => id === from.scenario);
  return found ? { scenario: found.scenario } : { refusal: `The course has no scenario named "${from.scenario}".` };
}

/** Only the curves that the scenario names: all of them would go to a worker with every replication. */
function namedCurves(scenario: Scenario, curves: Readonly<Record<string, ServiceCurve>>) {
  const names = scenario.components.flatMap((component) =>
    'serviceTime' in component && component.serviceTime.distribution === 'measured'
      ? [component.serviceTime.model]
      : [],
  );
  return Object.fromEntries([...new Set(names)].flatMap((name) => (curves[name] ? [[name, curves[name]]] : [])));
}

/** Writes changes, prices and the seed over a scenario; the changes that lead nowhere are told. */
function written(scenario: unknown, { changes }: Chosen, { seed, prices }: DashboardState): string[] {
  const lost = changes.flatMap(({ path, value }) => {
    const keys = path.split('.');
    if (numberAt(scenario, keys) === undefined) return [`It has no number at ${path}. Remove this change.`];
    setNumber(scenario, keys, value);
    return [];
  });
  const root = scenario as { run?: object; priceBook?: unknown };
  root.run = { ...root.run, seed };
  if (prices !== undefined) root.priceBook ??= structuredClone(prices);
  return lost;
}

/** What a state asks to be simulated, in its order: the same seed for all, so that the same arrivals meet every alternative. Pure. */
export function compose(state: DashboardState, { data, course, curve }: Sources): Composed[] {
  const applied = applyControls(data, state.controls);
  const curves = deriveCurves(curve, applied.curves);
  return state.alternatives.map((chosen, index) => {
    const named = { id: chosen.id, label: chosen.label, look: seriesNumber(index) };
    const refused = (refusal: string) => ({ alternative: named, refusal });
    const found = source(chosen, applied.alternatives, course);
    if ('refusal' in found) return refused(found.refusal);
    // Two alternatives may come from the same place.
    const input = structuredClone(found.scenario);
    if (typeof input !== 'object' || input === null) return refused('It is no scenario.');
    const lost = written(input, chosen, state);
    const parsed = parseScenario(input);
    if (!parsed.ok) return refused(parsed.problems.map(formatProblem).join(' '));
    const scenario = parsed.value;
    const own = namedCurves(scenario, curves);
    const refusal = lost[0] ?? refusalOf(scenario, own);
    if (refusal !== null) return refused(refusal);
    const { strategy, environment } = found.own ?? {};
    return { alternative: { ...named, strategy, environment, scenario, curves: own }, refusal: null };
  });
}
