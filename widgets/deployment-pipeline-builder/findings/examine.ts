import { parseScenario } from '../../engines/simulator/parse-scenario.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import type { Draft } from '../draft.ts';
import { type Context, createContext, type Curves } from './context.ts';
import type { Finding } from './finding.ts';
import { problemFinding } from './problem-findings.ts';
import { checkAutoscalers } from './rules/autoscaler.ts';
import { checkBatchJobs } from './rules/batch.ts';
import { checkHotKeys } from './rules/hot-key.ts';
import { checkLoad } from './rules/load.ts';
import { checkObjectives } from './rules/objectives.ts';
import { checkPersonalData } from './rules/personal-data.ts';
import { checkPrices } from './rules/prices.ts';
import { checkRateLimits } from './rules/rate-limit.ts';
import { checkSinglePoints } from './rules/single-point.ts';
import { checkStandbys } from './rules/standby.ts';
import { checkTimeouts } from './rules/timeouts.ts';
import { checkLooseSources, checkReach } from './rules/unreachable.ts';

/** What an edit of the pipeline is answered with: the scenario that would run, or none, and everything its builder should know. */
export interface Examination {
  /** Null when the pipeline cannot run as it is. */
  readonly scenario: Scenario | null;
  /** What is worst first. */
  readonly findings: readonly Finding[];
}

/** Every rule by its name: pure, over a scenario that can run. A new one is a file and a line here. */
const rules: Readonly<Record<string, (context: Context) => Finding[]>> = {
  reach: checkReach,
  looseSource: checkLooseSources,
  load: checkLoad,
  batch: checkBatchJobs,
  hotKey: checkHotKeys,
  rateLimit: checkRateLimits,
  timeout: checkTimeouts,
  standby: checkStandbys,
  autoscaler: checkAutoscalers,
  objective: checkObjectives,
  personalData: checkPersonalData,
  price: checkPrices,
  singlePoint: checkSinglePoints,
};

/** A measured law whose curve is not there cannot be run. */
function missingCurves(scenario: Scenario, curves: Curves): Finding[] {
  return scenario.components.flatMap((component): Finding[] => {
    if (!('serviceTime' in component) || component.serviceTime.distribution !== 'measured') return [];
    const { model } = component.serviceTime;
    if (curves[model]) return [];
    const { id } = component;
    return [
      {
        componentId: id,
        severity: 'error',
        sentence: `“${id}” takes the measured time of the model “${model}”, which is not known here. Measure the model, or choose another service time.`,
        fix: {
          label: `Let a call of “${id}” take an exponential time instead`,
          command: { type: 'setParameter', id, path: 'serviceTime.distribution', value: 'exponential' },
        },
      },
    ];
  });
}

const ranks = { error: 0, warning: 1, note: 2 } as const;
const noCurves: Curves = {};

/** Parses the draft and, when it can run, says what theory expects of it. `curves` is undefined while it is not known yet which curves there are. */
export function examine(draft: Draft, curves: Curves | undefined): Examination {
  const parsed = parseScenario(draft);
  if (!parsed.ok) return { scenario: null, findings: parsed.problems.map((problem) => problemFinding(draft, problem)) };
  const missing = curves ? missingCurves(parsed.value, curves) : [];
  const context = createContext(draft, parsed.value, curves ?? noCurves);
  const found = Object.entries(rules).flatMap(([rule, check]) =>
    check(context).map((finding) => ({ ...finding, rule })),
  );
  const findings = [...missing, ...found];
  return {
    scenario: missing.length > 0 ? null : parsed.value,
    findings: findings.sort((a, b) => ranks[a.severity] - ranks[b.severity]),
  };
}
