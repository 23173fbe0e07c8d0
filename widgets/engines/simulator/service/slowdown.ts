import * as z from '../../../kit/zod.ts';
import { numberParameter, type Parameter, placeParameters } from '../parameter.ts';
import type { ServiceLaw } from './service-law.ts';

const atSeconds = numberParameter({
  label: 'Slow from',
  unit: 'seconds',
  minimum: 0,
  maximum: 1e9,
  default: 600,
  meaning: 'When it becomes slow, from the beginning of the run.',
  source:
    'Scenario format: an experiment as chaos engineering plans it (Basiri et al., IEEE Software 2016), with added latency.',
});

const durationSeconds = numberParameter({
  label: 'Slow for',
  unit: 'seconds',
  minimum: 0.001,
  maximum: 1e9,
  default: 300,
  meaning: 'How long it stays slow.',
  source: 'Scenario format.',
});

const factor = numberParameter({
  label: 'Slower by',
  unit: 'times',
  minimum: 0.001,
  maximum: 1000,
  default: 5,
  meaning: 'What begins to be served while it is slow takes so many times as long.',
  source: 'Assumption: a dependency that pages, collects garbage or is throttled answers some times slower, not never.',
});

export const slowdownSchema = z.strictObject({
  atSeconds: z._default(atSeconds.schema, 600),
  durationSeconds: z._default(durationSeconds.schema, 300),
  factor: z._default(factor.schema, 5),
});
export type SlowdownSettings = z.output<typeof slowdownSchema>;

/** The parameters of `slowdown` for a form. */
export function slowdownParameters(): Parameter[] {
  const ranged = { atSeconds, durationSeconds, factor };
  return placeParameters(
    Object.fromEntries(Object.entries(ranged).map(([key, parameter]) => [`slowdown.${key}`, parameter])),
    { optional: Object.keys(ranged).map((key) => `slowdown.${key}`) },
  );
}

/** A time in which service takes longer. What requests draw stays the same, so the run before it does, too. */
export class Slowdown {
  /** The clock of the run; set when the model exists. */
  clock: { readonly now: number } = { now: 0 };
  readonly #settings: SlowdownSettings;

  constructor(settings: SlowdownSettings) {
    this.#settings = settings;
  }

  get factor(): number {
    const { atSeconds: from, durationSeconds: lasts, factor: times } = this.#settings;
    const { now } = this.clock;
    return now >= from && now < from + lasts ? times : 1;
  }

  /** The law, slow for that time. */
  slow(law: ServiceLaw): ServiceLaw {
    return { ...law, seconds: (size, draw) => this.factor * law.seconds(size, draw) };
  }
}
