import * as z from '../../../kit/zod.ts';
import type { Parameter } from '../parameter.ts';
import type { Curves } from '../service/service-law.ts';
import type { BuildContext, Station } from '../station.ts';

/** What a kind is for; the headings of the palette. */
export type ComponentFamily = 'source' | 'edge of the system' | 'compute' | 'transport and state';

/** What a form, a palette and a list may know of a kind without running it. */
export interface ComponentKindInfo {
  readonly kind: string;
  readonly label: string;
  readonly family: ComponentFamily;
  /** One line. */
  readonly meaning: string;
  readonly parameters: readonly Parameter[];
  /** A valid component without `id` and `to`: what a new one starts with. */
  readonly example: Readonly<Record<string, unknown>>;
}

/** A component kind: what it is called, what its file looks like, and how it is built for a run. */
export interface ComponentKind<Schema extends z.ZodMiniType = z.ZodMiniType> extends ComponentKindInfo {
  readonly schema: Schema;
  build(settings: z.output<Schema>, context: BuildContext): Station;
  /** Replicas, workers or consumers that may go down each by itself (`faults/fault-target.ts`); left out: it goes down only as a whole. */
  faultUnits?(settings: z.output<Schema>): number | undefined;
  /** True for a kind whose stations call others on behalf of requests (`calls/calling-station.ts`). */
  readonly makesCalls?: boolean;
  /**
   * Requests per second that it serves when there is always work; Infinity when it never saturates. Left out, it is read from the keys that compute
   * components share (`estimate/capacity.ts`).
   */
  capacityPerSecond?(settings: z.output<Schema>, curves: Curves): number;
  /** Events of the simulator for each request that reaches it, at most; left out: one. */
  eventsPerRequest?(settings: z.output<Schema>): number;
}

/** Keeps the type of the schema while checking the contract. */
export function defineComponent<Schema extends z.ZodMiniType>(kind: ComponentKind<Schema>): ComponentKind<Schema> {
  return kind;
}

/** An id: a letter, then letters, digits, `-` and `_`; at most 64 characters. */
export const idSchema = z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/));

/** Where requests go next: one id, or ids with weights of which each gets its share of the sum. */
export const toSchema = z.union([
  idSchema,
  z.array(z.strictObject({ id: idSchema, weight: z.number().check(z.gte(0), z.lte(1e9)) })).check(z.minLength(1)),
]);

export type Target = z.output<typeof toSchema>;

/** The keys that every component has. */
export const commonShape = {
  /** Unique in the scenario. */
  id: idSchema,
  /** A person's name for it; has no effect. */
  label: z.optional(z.string().check(z.maxLength(80))),
  /** Where it runs: a free id; links join places. */
  place: z._default(idSchema, 'cloud'),
};

/** `to`, for the kinds that pass requests on. Left out: requests are completed here. */
export const toShape = { to: z.optional(toSchema) };
