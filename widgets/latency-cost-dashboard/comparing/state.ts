import { parseWith } from '../../kit/parse-with.ts';
import { describeFound, type Parsed, type Problem } from '../../kit/problem.ts';
import * as z from '../../kit/zod.ts';
import { availabilitySchema } from '../availability/availability-settings.ts';
import { defaultValues } from '../controls.ts';
import { ownCostsSchema } from '../prices/own-costs.ts';
import { sweepSettingsSchema } from '../sweeps/sweep-settings.ts';
import type { WidgetData } from '../widget-data.ts';

/** More than six cannot be told apart by colour, dash and marker. */
export const MOST_ALTERNATIVES = 6;

const name = z.string().check(z.minLength(1), z.maxLength(120));

const chosen = z.strictObject({
  /** Its own among the alternatives: what the baseline and the charts name it by. */
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and "-"')),
  /** What charts and tables call it. */
  label: name,
  /** Where its scenario comes from: an alternative of the data file, a scenario of the course, or one that the student brought. */
  from: z.union([
    z.strictObject({ alternative: name }),
    z.strictObject({ scenario: name }),
    z.strictObject({ own: z.unknown() }),
  ]),
  /** Numbers that the student changed, each at its path such as `components.model.replicas`; they win over the shared controls. */
  changes: z._default(
    z.array(z.strictObject({ path: z.string().check(z.minLength(1), z.maxLength(300)), value: z.number() })),
    [],
  ),
});

const schema = z.strictObject({
  version: z.literal(1),
  /** By the control's id, in its own unit. One that is left out has its default. */
  controls: z._default(z.record(z.string(), z.number()), {}),
  /** What 95 of 100 are to be done within, in milliseconds. */
  limitMs: z.number().check(z.gt(0), z.lte(86_400_000)),
  /** Starts the random numbers of every alternative: the same arrivals for all. */
  seed: z.int().check(z.gte(0), z.lte(Number.MAX_SAFE_INTEGER)),
  /** Id of the alternative that the others are compared with. */
  baseline: z.string(),
  alternatives: z.array(chosen).check(z.minLength(1), z.maxLength(MOST_ALTERNATIVES)),
  /** Changes to the price book, written into every alternative that has none of its own. The simulator checks them. */
  prices: z.optional(z.unknown()),
  /** Ids of the section and of the view that are looked at; ones that are not there any more are the first. */
  section: z.optional(name),
  view: z.optional(name),
  /** People's time and the student's currency. */
  ownCosts: z.optional(ownCostsSchema),
  availability: z.optional(availabilitySchema),
  sweep: z.optional(sweepSettingsSchema),
});

export type Chosen = z.output<typeof chosen>;
export type Change = Chosen['changes'][number];
/** All that a student sets in the dashboard, as plain JSON: what is kept, shared and taken up again. */
export type DashboardState = z.output<typeof schema>;

/** What the dashboard starts with: the first six of the data file, or those that it names, the first as the baseline. */
export function initialState(data: WidgetData): DashboardState {
  const named = data.compared ?? data.alternatives.slice(0, MOST_ALTERNATIVES).map(({ id }) => id);
  const alternatives = named.map((id) => {
    const { label } = data.alternatives.find((one) => one.id === id)!;
    return { id, label, from: { alternative: id }, changes: [] };
  });
  return {
    version: 1,
    controls: defaultValues(data.controls),
    limitMs: data.limitSeconds * 1000,
    seed: data.alternatives[0]!.scenario.run.seed,
    baseline: alternatives[0]!.id,
    alternatives,
  };
}

function referenceProblems({ alternatives, baseline }: DashboardState, data: WidgetData): Problem[] {
  const ids = alternatives.map(({ id }) => id);
  const twice = ids.flatMap((id, index) => {
    if (ids.indexOf(id) === index) return [];
    const path = `alternatives[${index}].id`;
    return [{ path, expected: 'an id of its own', found: `"${id}" a second time`, fix: 'Give it another id.' }];
  });
  const lost = alternatives.flatMap(({ from }, index) => {
    if (!('alternative' in from) || data.alternatives.some(({ id }) => id === from.alternative)) return [];
    const known = data.alternatives.map(({ id }) => id).join(', ');
    const path = `alternatives[${index}].from.alternative`;
    return [
      {
        path,
        expected: 'one of this instrument',
        found: describeFound(from.alternative),
        fix: `Name one of ${known}.`,
      },
    ];
  });
  const adrift = { path: 'baseline', expected: 'the id of an alternative', found: describeFound(baseline) };
  return [...twice, ...lost, ...(ids.includes(baseline) ? [] : [{ ...adrift, fix: `Name one of ${ids.join(', ')}.` }])];
}

/** Reads a state that was kept or shared; or says everything that is wrong with it. Scenarios are judged when they are composed. */
export function parseDashboardState(input: unknown, data: WidgetData): Parsed<DashboardState> {
  const parsed = parseWith(schema, input);
  if (!parsed.ok) return parsed;
  const problems = referenceProblems(parsed.value, data);
  return problems.length > 0 ? { ok: false, problems } : parsed;
}
