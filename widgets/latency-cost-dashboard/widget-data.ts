import { parseWith } from '../kit/parse-with.ts';
import * as z from '../kit/zod.ts';
import { parseScenario } from '../engines/simulator/parse-scenario.ts';
import type { Scenario } from '../engines/simulator/scenario.ts';
import type { Parsed, Problem } from '../kit/problem.ts';
import { referenceProblems } from './widget-data-references.ts';

const text = z.string().check(z.minLength(1));
const id = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and "-"'));

/** One way to deploy the model, as a complete scenario: the command line runs it as it stands, given a curve for each model it names. */
const alternative = z.strictObject({
  id,
  strategy: z.enum(['batch', 'realtime', 'streaming']),
  environment: z.enum(['cloud', 'edge', 'hybrid']),
  /** What charts and tables call it. */
  label: text,
  /** How it works, in one or two sentences. */
  summary: z.optional(text),
  scenario: z.unknown(),
});

/** A service curve made from another: the same model on a slower machine, or a heavier model. */
const derivedCurve = z.strictObject({
  /** What a scenario's `measured` service time names. */
  id,
  /** The measured model, or an earlier derived curve. */
  of: id,
  /** Every time of the other curve is multiplied by this. */
  times: z.number().check(z.gt(0), z.lte(1e6)),
  /** Why: one sentence, shown among the assumptions. */
  meaning: text,
});

/** One slider. */
const control = z.strictObject({
  id,
  label: text,
  /** Written after the value. */
  unit: z.string(),
  minimum: z.number(),
  maximum: z.number(),
  step: z.number().check(z.gt(0)),
  default: z.number(),
  /** The only values that can be chosen, rising, where equal steps would not do; within minimum and maximum. */
  values: z.optional(z.array(z.number()).check(z.minLength(2))),
  /** The parameter gets the control's value times this, for example 0.001 for a control in milliseconds. */
  scale: z._default(z.number(), 1),
  /** Where the value goes: an alternative (or a pattern that ends in `*`, or `curves`), then the path to a number inside it; see `setting-path.ts`. */
  paths: z.array(text).check(z.minLength(1)),
  /** What moving it means, in one sentence. */
  meaning: text,
});

/** Something taken as given, with its source. */
const assumption = z.strictObject({ text, source: text, date: text });

const schema = z.strictObject({
  title: text,
  intro: z.optional(text),
  /** Id of the model that the learner loads and measures: `models/<id>.json` is its manifest. */
  model: id,
  /** The 95th percentile that a deployment has to keep, in seconds, until the learner chooses another. */
  limitSeconds: z.number().check(z.gt(0)),
  curves: z._default(z.array(derivedCurve), []),
  alternatives: z.array(alternative).check(z.minLength(1), z.maxLength(12)),
  /** Ids of those that are compared to begin with, the first as the baseline; left out, the first six. */
  compared: z.optional(z.array(id).check(z.minLength(1), z.maxLength(6))),
  controls: z._default(z.array(control), []),
  assumptions: z._default(z.array(assumption), []),
});

export type Control = z.output<typeof control>;
export type DerivedCurve = z.output<typeof derivedCurve>;
export type Assumption = z.output<typeof assumption>;
export type Alternative = Omit<z.output<typeof alternative>, 'scenario'> & { readonly scenario: Scenario };

/** What an author writes for one dashboard: `public/widgets/<name>.json`. */
export type WidgetData = Omit<z.output<typeof schema>, 'alternatives'> & {
  readonly alternatives: readonly Alternative[];
};

/** A widget data file that can be used; or every reason why it cannot, the faults of its scenarios included. */
export function parseWidgetData(input: unknown): Parsed<WidgetData> {
  const result = parseWith(schema, input);
  if (!result.ok) return result;
  const problems: Problem[] = [];
  const alternatives = result.value.alternatives.flatMap((one, index): Alternative[] => {
    const parsed = parseScenario(one.scenario);
    if (parsed.ok) return [{ ...one, scenario: parsed.value }];
    const at = `alternatives[${index}].scenario`;
    problems.push(
      ...parsed.problems.map((problem) => ({ ...problem, path: problem.path === '' ? at : `${at}.${problem.path}` })),
    );
    return [];
  });
  if (problems.length > 0) return { ok: false, problems };
  const data: WidgetData = { ...result.value, alternatives };
  const mistakes = referenceProblems(data);
  return mistakes.length > 0 ? { ok: false, problems: mistakes } : { ok: true, value: data };
}
