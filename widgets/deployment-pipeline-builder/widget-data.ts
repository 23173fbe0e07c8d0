import { parseWith } from '../kit/parse-with.ts';
import * as z from '../kit/zod.ts';
import { kindNames } from './component-kinds.ts';
import { parseScenario } from '../engines/simulator/parse-scenario.ts';
import { nearest } from '../kit/nearest.ts';
import { describeFound, type Parsed, type Problem } from '../kit/problem.ts';
import { asDraft, type Draft } from './draft.ts';

const text = z.string().check(z.minLength(1));

/** What a preset shows, as an expression over the result of its run; a test runs it. */
const claim = z.strictObject({
  /** Path in the result, for example `sojournTimeSeconds.p95`. */
  metric: text,
  atMost: z.optional(z.number()),
  atLeast: z.optional(z.number()),
  /** The same as a sentence for the reader. */
  sentence: text,
});

const preset = z.strictObject({
  id: text,
  label: text,
  /** One sentence that says what is particular about this arrangement. */
  summary: z.optional(text),
  scenario: z.unknown(),
  claim: z.optional(claim),
});

const schema = z.strictObject({
  title: text,
  intro: z.optional(text),
  /** Id of the model card whose service curve `measured` service times are drawn from. */
  model: text,
  /** The pipeline a learner starts with. */
  scenario: z.unknown(),
  presets: z._default(z.array(preset), []),
  /** Kinds that the palette offers; absent means all. */
  palette: z.optional(z.array(text)),
});

export type Claim = z.output<typeof claim>;
export type Preset = Omit<z.output<typeof preset>, 'scenario'> & { readonly scenario: Draft };

/** What an author writes for one deployment pipeline builder: `public/widgets/<name>.json`. */
export type WidgetData = Omit<z.output<typeof schema>, 'scenario' | 'presets'> & {
  readonly scenario: Draft;
  readonly presets: readonly Preset[];
};

/** The faults of a scenario inside the data file, with their paths in the file. */
function scenarioProblems(input: unknown, path: string): Problem[] {
  const parsed = parseScenario(input);
  if (!parsed.ok)
    return parsed.problems.map((problem) => ({
      ...problem,
      path: problem.path === '' ? path : `${path}.${problem.path}`,
    }));
  return asDraft(input)
    ? []
    : [{ path, expected: 'a scenario', found: describeFound(input), fix: 'Write a scenario here.' }];
}

/** What the schema cannot see: two presets with one id, claims without a bound, kinds that there are not. */
function meaningProblems(data: z.output<typeof schema>): Problem[] {
  const problems: Problem[] = [];
  data.presets.forEach(({ id, claim: claimed }, index) => {
    const path = `presets[${index}]`;
    if (data.presets.findIndex((other) => other.id === id) !== index) {
      problems.push({
        path: `${path}.id`,
        expected: 'an id of its own',
        found: `"${id}" a second time`,
        fix: 'Give every preset another id.',
      });
    }
    if (claimed && claimed.atMost === undefined && claimed.atLeast === undefined) {
      problems.push({
        path: `${path}.claim`,
        expected: 'atMost or atLeast',
        found: 'neither',
        fix: 'Add the bound that the metric keeps.',
      });
    }
  });
  data.palette?.forEach((kind, index) => {
    if (kindNames.includes(kind)) return;
    const meant = nearest(kind, kindNames);
    const fix = meant ? `Did you mean "${meant}"?` : 'Take it away.';
    problems.push({
      path: `palette[${index}]`,
      expected: `one of ${kindNames.join(', ')}`,
      found: describeFound(kind),
      fix,
    });
  });
  return problems;
}

/** A widget data file that can be used, with its scenarios as their author wrote them; or every reason why it cannot. */
export function parseWidgetData(input: unknown): Parsed<WidgetData> {
  const parsed = parseWith(schema, input);
  if (!parsed.ok) return parsed;
  const data = parsed.value;
  const problems = [
    ...scenarioProblems(data.scenario, 'scenario'),
    ...data.presets.flatMap(({ scenario }, index) => scenarioProblems(scenario, `presets[${index}].scenario`)),
    ...meaningProblems(data),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: data as WidgetData };
}
