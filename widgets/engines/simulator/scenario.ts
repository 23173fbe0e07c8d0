import * as z from '../../kit/zod.ts';
import { componentKinds } from './components/index.ts';
import { roundTripSeconds as linkRoundTrip, usdPerGb as linkPrice } from './network/link-parameters.ts';
import { linkSchema } from './network/link-schema.ts';
import { placeSchema } from './network/places.ts';
import { billingShape } from './cost/billing.ts';
import { faultSchema } from './faults/schema.ts';
import { formatVersionSchema } from './format-version.ts';
import { choiceParameter, integerParameter, numberParameter } from './parameter.ts';
import { sloSchema } from './slo/slo-schema.ts';
import { schemasOf } from './variant.ts';

const seed = integerParameter({
  label: 'Seed',
  unit: '',
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  default: 1,
  meaning: 'Starts the random numbers; the same seed gives the same run.',
  source: 'Scenario format.',
});

const durationSeconds = numberParameter({
  label: 'Duration',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e9,
  default: 3600,
  meaning: 'Simulated time of one replication, warm-up included.',
  source: 'Scenario format.',
});

const warmUpSeconds = numberParameter({
  label: 'Warm-up',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e9,
  default: 0,
  meaning: 'Time at the start that is left out of all counts and statistics, because the system starts empty.',
  source: 'Scenario format.',
});

const warmUp = choiceParameter({
  label: 'End of the warm-up',
  choices: ['given', 'mser5'],
  default: 'given',
  meaning:
    'Given: after warmUpSeconds. mser5: where a pilot replication settles, by the rule MSER-5; the result says when.',
  source: 'White, Cobb and Spratt 2000, A comparison of five steady-state truncation heuristics.',
});

const replications = integerParameter({
  label: 'Replications',
  unit: 'runs',
  minimum: 1,
  maximum: 10_000,
  default: 20,
  meaning: 'Independent runs, from which the confidence intervals are taken.',
  source: 'Slipway’s convention: with 20 runs Student’s t is 2.09, close to the 1.96 of very many.',
});

const draws = choiceParameter({
  label: 'Random numbers',
  choices: ['fast', 'inversion', 'antithetic'],
  default: 'fast',
  meaning:
    'How random times are drawn: the fastest way; as quantiles, so that two distributions on one seed rise and fall together; or as quantiles in antithetic pairs of replications, u and 1 − u, which narrows the interval where the result rises or falls with every draw.',
  source: 'Law, Simulation Modeling and Analysis, sections 8.2 and 11.3.',
});

/** The parameters of a run and of a link, for forms. */
export const runParameters = {
  seed: seed.info,
  durationSeconds: durationSeconds.info,
  warmUpSeconds: warmUpSeconds.info,
  warmUp: warmUp.info,
  replications: replications.info,
  draws: draws.info,
};
export const linkParameters = { roundTripSeconds: linkRoundTrip.info, usdPerGb: linkPrice.info };

/** A predicate over the result: a metric's path and a bound. */
const objectiveSchema = z
  .strictObject({ metric: z.string(), atMost: z.optional(z.number()), atLeast: z.optional(z.number()) })
  .check(
    z.refine((objective) => objective.atMost !== undefined || objective.atLeast !== undefined, {
      message: 'atMost or atLeast | Add one of them.',
    }),
  );

const runSchema = z
  .strictObject({
    seed: z._default(seed.schema, 1),
    durationSeconds: durationSeconds.schema,
    warmUpSeconds: z._default(warmUpSeconds.schema, 0),
    warmUp: z._default(warmUp.schema, 'given'),
    replications: z._default(replications.schema, 20),
    draws: z._default(draws.schema, 'fast'),
  })
  .check(
    z.refine((run) => run.durationSeconds <= 0 || run.warmUpSeconds < run.durationSeconds, {
      message: 'a warm-up shorter than the duration | Shorten the warm-up or lengthen the run.',
      path: ['warmUpSeconds'],
    }),
    z.refine((run) => run.warmUp === 'given' || run.warmUpSeconds === 0, {
      message: 'no warmUpSeconds beside "mser5" | Remove one of the two.',
      path: ['warmUpSeconds'],
    }),
  );

/** The scenario file. Use `parseScenario`, which also checks the graph and says what to mend. */
export const scenarioSchema = z.strictObject({
  title: z._default(z.string().check(z.minLength(1), z.maxLength(200)), 'Untitled scenario'),
  /** What the scenario shows; has no effect. */
  claim: z.optional(z.string()),
  /** What must be true of the result for the claim to hold: a test of the scenario checks it; has no effect. */
  claimHolds: z._default(z.array(objectiveSchema), []),
  components: z.array(z.discriminatedUnion('kind', schemasOf(componentKinds))).check(z.minLength(1), z.maxLength(1000)),
  /** What is known of the places that components name: needed only for zones, regions and kinds of place. */
  places: z._default(z.array(placeSchema).check(z.maxLength(1000)), []),
  links: z._default(z.array(linkSchema), []),
  ...billingShape,
  /** What goes down in the course of the run, and when. */
  faults: z._default(z.array(faultSchema).check(z.maxLength(100)), []),
  /** Objectives with an error budget, watched in the course of the run. */
  slos: z._default(z.array(sloSchema).check(z.maxLength(20)), []),
  run: runSchema,
  objectives: z._default(z.array(objectiveSchema), []),
  formatVersion: formatVersionSchema,
});

/** A scenario that was accepted: defaults are filled in, ids lead somewhere, the graph has no cycle. */
export type Scenario = z.output<typeof scenarioSchema>;
/** A scenario as a person writes it, with what has a default left out. */
export type ScenarioInput = z.input<typeof scenarioSchema>;
export type Component = Scenario['components'][number];
export type ComponentOf<Kind extends Component['kind']> = Extract<Component, { kind: Kind }>;
export type Link = Scenario['links'][number];
export type Objective = Scenario['objectives'][number];
