import { describePrices } from '../../engines/simulator/cost/describe-prices.ts';
import { parseScenario } from '../../engines/simulator/parse-scenario.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import type { Problem } from '../../kit/problem.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';
import type { Draft } from '../draft.ts';
import { sourcesOf } from '../routes.ts';
import type { Finding } from './finding.ts';
import { followFlow, type Inflow } from './flow.ts';
import { checkBatchJob } from './batch-findings.ts';
import { checkGateway, checkModelServer, checkStreamProcessor } from './load-findings.ts';
import { findKind, findParameter } from '../component-kinds.ts';

/** What an edit of the pipeline is answered with: the scenario that would run, or none, and everything its builder should know. */
export interface Examination {
  /** Null when the pipeline cannot run as it is. */
  readonly scenario: Scenario | null;
  readonly findings: readonly Finding[];
}

type Curves = Readonly<Record<string, ServiceCurve>>;

/** The id of the component that a path such as `components[2].serviceTime` leads into. */
function componentAt(draft: Draft, path: string): string | null {
  const index = /^components\[(\d+)\]/.exec(path)?.[1];
  return index === undefined ? null : (draft.components[Number(index)]?.id ?? null);
}

function problemFinding(draft: Draft, { path, expected, found, fix }: Problem): Finding {
  const componentId = componentAt(draft, path);
  if (expected.startsWith('a link between')) {
    const sentence = `Requests cross from “${componentId}” to another place, and there is no link: expected ${expected}. Add it under “Network between places”, or give both components the same place.`;
    return { componentId, severity: 'error', sentence };
  }
  const rest = path.replace(/^components\[\d+\]\.?/, '');
  const kind = draft.components.find(({ id }) => id === componentId)?.kind ?? '';
  const label = findParameter(kind, rest)?.label ?? `“${rest}”`;
  const whole = path === '' ? 'The pipeline' : `“${path}”`;
  const where = componentId === null ? whole : rest === '' ? `“${componentId}”` : `${label} of “${componentId}”`;
  return { componentId, severity: 'error', sentence: `${where}: expected ${expected}, found ${found}. ${fix}` };
}

function loadFindings(inflow: Inflow, curves: Curves): Finding[] {
  const { component } = inflow;
  switch (component.kind) {
    case 'gateway':
      return checkGateway(component, inflow);
    case 'modelServer':
      return checkModelServer(component, inflow, curves);
    case 'streamProcessor':
      return checkStreamProcessor(component, inflow, curves);
    case 'batchJob':
      return checkBatchJob(component, inflow, curves);
    default:
      return [];
  }
}

/** A measured law whose curve is not there cannot be run. */
function missingCurves(scenario: Scenario, curves: Curves): Finding[] {
  return scenario.components.flatMap((component): Finding[] => {
    if (
      !('serviceTime' in component) ||
      component.serviceTime.distribution !== 'measured' ||
      curves[component.serviceTime.model]
    )
      return [];
    const { model } = component.serviceTime;
    return [
      {
        componentId: component.id,
        severity: 'error',
        sentence: `“${component.id}” takes the measured time of the model “${model}”, which is not known here. Measure the model, or choose another service time.`,
      },
    ];
  });
}

function unreached(scenario: Scenario, draft: Draft): Finding[] {
  return scenario.components.flatMap(({ id, kind }): Finding[] => {
    if (findKind(kind)?.family === 'source' || sourcesOf(draft, id).length > 0) return [];
    return [
      {
        componentId: id,
        severity: 'warning',
        sentence: `Nothing leads to “${id}”, so it will stand idle. Connect a component to it, or remove it.`,
      },
    ];
  });
}

/** A price or a grid that there is not for a place: the run goes on without it. */
function missingPrices(scenario: Scenario): Finding[] {
  return describePrices(scenario).map(({ id, sentence }) => ({ componentId: id, severity: 'warning', sentence }));
}

/** Parses the draft and, when it can run, says what theory expects of it. `curves` is undefined while it is not known yet which curves there are. */
export function examine(draft: Draft, curves: Curves | undefined): Examination {
  const parsed = parseScenario(draft);
  if (!parsed.ok) return { scenario: null, findings: parsed.problems.map((problem) => problemFinding(draft, problem)) };
  const missing = curves ? missingCurves(parsed.value, curves) : [];
  const loads = followFlow(parsed.value).flatMap((inflow) => loadFindings(inflow, curves ?? {}));
  return {
    scenario: missing.length > 0 ? null : parsed.value,
    findings: [...missing, ...unreached(parsed.value, draft), ...loads, ...missingPrices(parsed.value)],
  };
}
