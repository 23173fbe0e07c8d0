import { estimateRun } from '../../../widgets/engines/simulator/estimate/estimate-run.ts';
import { describeLimits, findLimitProblems } from '../../../widgets/engines/simulator/estimate/limits.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import type { ServiceCurve } from '../../../widgets/kit/service-curve.ts';
import type { RunArguments } from './arguments.ts';
import { withPrices } from './read-prices.ts';
import { acceptScenario, nameOf, readDocument } from './read-scenario.ts';
import { readTraces } from './read-traces.ts';
import { readCurves } from './recorded-curves.ts';
import { refuse } from './refusal.ts';
import { combine, type SweepPoint, withPoint } from './sweep.ts';

/** A scenario with the values that a sweep gave it. */
export interface StudyPoint {
  readonly values: SweepPoint;
  readonly scenario: Scenario;
}

/** Everything that is to be run, as plain data: the points of a sweep, or a single one, each with the same seed and number of replications. */
export interface Study {
  readonly isSweep: boolean;
  readonly points: readonly StudyPoint[];
  readonly seed: number;
  readonly replications: number;
  readonly curves: Readonly<Record<string, ServiceCurve>>;
}

export const labelOf = (values: SweepPoint): string => values.map(({ path, value }) => `${path} = ${value}`).join(', ');

type Loose = Record<string, unknown>;

/** The document with the warm-up of the command line in place of its own. */
function withWarmUp(document: unknown, warmUp: RunArguments['warmUp']): unknown {
  const run = (document as Loose | null)?.['run'];
  if (warmUp === undefined || typeof run !== 'object' || run === null) return document;
  const { warmUp: _rule, warmUpSeconds: _seconds, ...rest } = run as Loose;
  return {
    ...(document as Loose),
    run: { ...rest, ...(warmUp === 'mser5' ? { warmUp } : { warmUpSeconds: warmUp }) },
  };
}

/** Reads the scenario, puts in what the command line says, and checks every point. Throws a `Refusal`. */
export function readStudy(given: RunArguments): Study {
  const document = withPrices(withWarmUp(readDocument(given.file), given.warmUp), given.priceFile);
  const isSweep = given.sweeps.length > 0;
  const points = combine(given.sweeps).map((values) => {
    const name = isSweep ? `${nameOf(given.file)} with ${labelOf(values)}` : nameOf(given.file);
    return { values, scenario: readTraces(acceptScenario(name, withPoint(document, values)), given.file) };
  });
  const { run } = points[0]!.scenario;
  const curves = readCurves(
    points.map((point) => point.scenario),
    given.curveFiles,
  );
  return {
    isSweep,
    points,
    seed: given.seed ?? run.seed,
    replications: given.replications ?? run.replications,
    curves,
  };
}

/** Expected events of a point, with the warnings that a person should see. Throws a `Refusal` when it cannot be run. */
export function examine(study: Study, { scenario, values }: StudyPoint): { events: number; warnings: string[] } {
  const estimate = estimateRun(scenario, study.curves, study.replications);
  const problems = findLimitProblems(scenario, estimate);
  const where = study.isSweep ? ` with ${labelOf(values)}` : '';
  if (problems.length > 0) refuse(`The scenario${where} cannot be run:`, problems);
  const prefix = study.isSweep ? `${labelOf(values)}: ` : '';
  return { events: estimate.events, warnings: describeLimits(scenario, estimate).map((text) => prefix + text) };
}
