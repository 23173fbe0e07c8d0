import type { Challenge } from '../../widgets/deployment-pipeline-builder/challenges/challenge.ts';
import {
  judgeRun,
  lockOf,
  rightOptions,
  startOf,
  type Verdict,
} from '../../widgets/deployment-pipeline-builder/challenges/judge-challenge.ts';
import { applyWithin } from '../../widgets/deployment-pipeline-builder/commands/lock.ts';
import type { Command } from '../../widgets/deployment-pipeline-builder/commands/command.ts';
import { asDraft, type Draft } from '../../widgets/deployment-pipeline-builder/draft.ts';
import { estimateRun } from '../../widgets/engines/simulator/estimate/estimate-run.ts';
import { metricOf } from '../../widgets/engines/simulator/objectives.ts';
import { parseScenario } from '../../widgets/engines/simulator/parse-scenario.ts';
import type { SimulationResult } from '../../widgets/engines/simulator/result.ts';
import type { Scenario } from '../../widgets/engines/simulator/scenario.ts';
import { simulate } from '../../widgets/engines/simulator/simulate.ts';
import { formatNumber } from '../../widgets/kit/format.ts';
import { describeFound, type Problem } from '../../widgets/kit/problem.ts';
import { isJudged } from './judged-challenge.ts';
import type { Path } from './yaml-path.ts';

/** A challenge that does not do what it says, in an author's words. */
export interface ChallengeFault extends Omit<Problem, 'path'> {
  readonly path: Path;
}

/** Simulated events that one run of a challenge may take: about two seconds on a slow laptop. */
const maximumEvents = 4_000_000;
const keptProofs = 200;
const proofs = new Map<string, readonly ChallengeFault[]>();

/**
 * Proves each challenge of the pipeline builder by running it: the starting point fails, the reference solution is made of edits that a learner can do
 * within the locks and passes, and exactly one of the options foretold comes true. Paths begin at `challenges`.
 */
export function proveChallenges(challenges: readonly { readonly widget: string }[]): ChallengeFault[] {
  return challenges.flatMap((challenge, index) =>
    isJudged(challenge)
      ? proofOf(challenge).map((fault) => ({ ...fault, path: ['challenges', index, ...fault.path] }))
      : [],
  );
}

/** The proof of a challenge; the same one is not run again while a course is being written. */
function proofOf(challenge: Challenge): readonly ChallengeFault[] {
  const key = JSON.stringify(challenge);
  const known = proofs.get(key);
  if (known) return known;
  const faults = prove(challenge);
  if (proofs.size >= keptProofs) proofs.clear();
  proofs.set(key, faults);
  return faults;
}

function prove(challenge: Challenge): ChallengeFault[] {
  const start = startOf(challenge);
  const begun = runnable(start, ['start']);
  if (!begun.ok) return begun.faults;
  const faults = unknownParts(challenge, start);
  const edited = solve(challenge, start);
  if (!Array.isArray(edited)) {
    const ended = runnable(edited, ['solution']);
    faults.push(...(ended.ok ? provePassing(challenge, ended.scenario) : ended.faults));
  } else faults.push(...edited);
  return [...faults, ...proveStart(challenge, begun.scenario)];
}

type Runnable =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly faults: ChallengeFault[] };

/** `components[2].to` as keys and indexes. */
const stepsOf = (path: string): PropertyKey[] =>
  [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key]) => (index === undefined ? key! : Number(index)));

/** The scenario, if it can run here and elsewhere alike; faults of the start name their own place, those of a solution the whole of it. */
function runnable(draft: Draft, at: Path): Runnable {
  const parsed = asDraft(draft)
    ? parseScenario(draft)
    : parseScenario({ ...draft, components: draft.components ?? [] });
  const place = (path: string): Path => {
    if (path.startsWith('objectives')) return stepsOf(path);
    return at[0] === 'start' ? [...at, ...stepsOf(path)] : at;
  };
  if (!parsed.ok)
    return { ok: false, faults: parsed.problems.map(({ path, ...words }) => ({ ...words, path: place(path) })) };
  const measured = parsed.value.components.findIndex(
    (component) => 'serviceTime' in component && component.serviceTime.distribution === 'measured',
  );
  if (measured >= 0) {
    const fix = 'A verdict must be the same on every device: write a distribution with its numbers.';
    return {
      ok: false,
      faults: [
        {
          path: place(`components[${measured}].serviceTime`),
          expected: 'a service time that is stated',
          found: 'one that is measured',
          fix,
        },
      ],
    };
  }
  const { events } = estimateRun(parsed.value);
  if (events > maximumEvents) {
    const expected = `a run of at most ${formatNumber(maximumEvents)} events, some seconds`;
    const fix = 'Shorten the run, or take fewer replications.';
    return { ok: false, faults: [{ path: place('run'), expected, found: `about ${formatNumber(events)}`, fix }] };
  }
  return { ok: true, scenario: parsed.value };
}

/** Locked or free parts that name nothing of the start. */
function unknownParts({ locked, free }: Challenge, start: Draft): ChallengeFault[] {
  const ids = start.components.map(({ id }) => id);
  const keys = Object.keys(start);
  const key = free ? 'free' : 'locked';
  return (free ?? locked ?? []).flatMap((part, index) => {
    const name = part.split('.')[0]!;
    if (ids.includes(name) || keys.includes(name)) return [];
    const expected = `a component of the start (${ids.join(', ')}), one of its parameters, or a key of the scenario`;
    return [{ path: [key, index], expected, found: describeFound(part), fix: 'Write, for example, `model.replicas`.' }];
  });
}

/** The pipeline after the edits of the solution, or the first edit that a learner could not do. */
function solve(challenge: Challenge, start: Draft): Draft | ChallengeFault[] {
  const lock = lockOf(challenge);
  let draft = start;
  for (const [index, command] of challenge.solution.entries()) {
    const { scenario, message } = applyWithin(lock, draft, command as Command);
    if (scenario === draft) {
      const fix = 'Correct the edit, or unlock what it changes.';
      return [
        {
          path: ['solution', index],
          expected: 'an edit that a learner can do here',
          found: `one that is refused: ${message.replace(/\.$/, '')}`,
          fix,
        },
      ];
    }
    draft = scenario;
  }
  return draft;
}

/** A run of it, or the engine's own words when it cannot be run to its end. */
function attempt(scenario: Scenario, at: Path): SimulationResult | ChallengeFault[] {
  try {
    return simulate(scenario);
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return [{ path: at, expected: 'a run that comes to its end', found, fix: 'Lower the load or shorten the run.' }];
  }
}

function inWords({ objectives }: Verdict): string {
  return objectives
    .map(({ objective: { metric }, value, isMet }) => `${metric} = ${value ?? 'nothing'}${isMet ? '' : ' (missed)'}`)
    .join(', ');
}

function provePassing(challenge: Challenge, scenario: Scenario): ChallengeFault[] {
  const result = attempt(scenario, ['solution']);
  if (Array.isArray(result)) return result;
  const verdict = judgeRun(challenge, result);
  if (verdict.isPassed) return [];
  const fix = 'Mend the solution, or set objectives that it meets.';
  return [{ path: ['solution'], expected: 'a solution that meets every objective', found: inWords(verdict), fix }];
}

function proveStart(challenge: Challenge, scenario: Scenario): ChallengeFault[] {
  const result = attempt(scenario, ['start']);
  if (Array.isArray(result)) return result;
  const faults: ChallengeFault[] = [];
  const verdict = judgeRun(challenge, result);
  if (verdict.isPassed) {
    const fix = 'There is nothing to do: make the start worse or the objectives stricter.';
    faults.push({
      path: ['start'],
      expected: 'a starting point that misses an objective',
      found: inWords(verdict),
      fix,
    });
  }
  const { metric, options } = challenge.prediction;
  if (metric !== undefined && metricOf(result, metric) === null) {
    const fix = 'Ask for a number that the run of the starting point has, for example `sojournTimeSeconds.p95`.';
    faults.push({
      path: ['prediction', 'metric'],
      expected: 'the path of a number of the starting point’s result',
      found: describeFound(metric),
      fix,
    });
  }
  const right = options ? rightOptions(challenge, result) : [0];
  if (right.length !== 1) {
    const found = right.length === 0 ? 'none' : right.map((index) => `“${options![index]!.text}”`).join(' and ');
    const fix = 'Change what the options hold to.';
    faults.push({
      path: ['prediction', 'options'],
      expected: 'exactly one option that comes true of the starting point',
      found,
      fix,
    });
  }
  return faults;
}
