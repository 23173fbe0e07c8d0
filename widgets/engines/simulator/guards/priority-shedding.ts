import * as z from '../../../kit/zod.ts';
import { integerParameter } from '../parameter.ts';
import { defineShedding, type Shedder } from './shedder.ts';

/** From which fill on a class, and every class below it, is turned away. */
export const thresholdsSchema = z
  .array(
    z.strictObject({
      class: z.int().check(z.gte(1), z.lte(255)),
      /** Share of what there is that is taken. */
      above: z.number().check(z.gte(0), z.lte(1)),
    }),
  )
  .check(
    z.minLength(1),
    z.maxLength(255),
    z.refine((list) => new Set(list.map((entry) => entry.class)).size === list.length, {
      message: 'each class once | Keep one threshold for each class.',
    }),
    z.refine((list) => list.every((a) => list.every((b) => a.class >= b.class || a.above >= b.above)), {
      message: 'thresholds that fall from class to class (1 is the highest) | Give a lower class the lower threshold.',
    }),
  );
export type Thresholds = z.output<typeof thresholdsSchema>;

/** By class: the fill from which on it is turned away. */
export class ClassThresholds implements Shedder {
  readonly #above = new Float64Array(256).fill(Infinity);

  /** A class without a threshold has that of the nearest class above it. */
  constructor(thresholds: Thresholds) {
    for (const { class: first, above } of thresholds.toSorted((a, b) => a.class - b.class))
      this.#above.fill(above, first);
  }

  refuses(priority: number, fill: number): boolean {
    return fill >= this.#above[priority]!;
  }

  drops(): boolean {
    return false;
  }
}

const fullAtRequests = integerParameter({
  label: 'Full at',
  unit: 'requests',
  minimum: 1,
  maximum: 1e9,
  default: null,
  meaning: 'How many waiting requests count as a full queue. Left out: its queueCapacity.',
  source: 'Scenario format: a queue without a capacity is never full.',
});

/**
 * Google gives every request a criticality (CRITICAL_PLUS, CRITICAL, SHEDDABLE_PLUS, SHEDDABLE: here classes 1 to 4) and turns the lower ones away
 * first: Site Reliability Engineering (2016), chapter 21, Criticality.
 */
export const priorityShedding = defineShedding({
  name: 'priority',
  label: 'Shedding by class',
  meaning:
    'Turns requests of a class away at their arrival once so much of the queue is taken, the lowest classes first.',
  parameters: { fullAtRequests },
  optional: ['fullAtRequests'],
  fullAt: (settings) => settings.fullAtRequests,
  schema: z.strictObject({
    policy: z.literal('priority'),
    fullAtRequests: z.optional(fullAtRequests.schema),
    classes: thresholdsSchema,
  }),
  example: {
    policy: 'priority',
    fullAtRequests: 100,
    classes: [
      { class: 2, above: 0.8 },
      { class: 3, above: 0.5 },
    ],
  },
  create: (settings) => new ClassThresholds(settings.classes),
});
