import type * as z from '../../kit/zod.ts';
import { type Parameter, placeParameters, type Ranged } from './parameter.ts';

/** One choice of a family: an arrival process, a service law, a batching mode. Its schema carries the name as a literal. */
export interface Variant<Schema extends z.ZodMiniType = z.ZodMiniType> {
  /** The name in the file, for example `poisson`. */
  readonly name: string;
  readonly label: string;
  readonly meaning: string;
  /** Keyed by the path inside the choice, for example `ratePerSecond`. */
  readonly parameters: Readonly<Record<string, Ranged<unknown>>>;
  readonly optional?: readonly string[];
  readonly schema: Schema;
  /** A valid value, what a form starts with. */
  readonly example: Readonly<Record<string, unknown>>;
}

/** The parameters of a family at `path`: first the choice itself, then the parameters of every variant, each with its condition. */
export function familyParameters(
  path: string,
  key: string,
  variants: readonly Variant[],
  choice: { readonly label: string; readonly default: string; readonly meaning: string; readonly source: string },
  isOptional = false,
): Parameter[] {
  const choices = variants.map((variant) => variant.name);
  const chooser: Parameter = { ...choice, path: `${path}.${key}`, unit: '', kind: 'choice', choices, isOptional };
  return [chooser, ...variants.flatMap((variant) => variantParameters(path, key, variant))];
}

function variantParameters(path: string, key: string, variant: Variant): Parameter[] {
  const placed = Object.fromEntries(
    Object.entries(variant.parameters).map(([name, ranged]) => [`${path}.${name}`, ranged]),
  );
  const optional = variant.optional?.map((name) => `${path}.${name}`) ?? [];
  return placeParameters(placed, { optional, when: { path: `${path}.${key}`, is: variant.name } });
}

/** The tuple of the variants' schemas, for `z.discriminatedUnion`. */
export type SchemasOf<Variants extends readonly { readonly schema: unknown }[]> = {
  [Index in keyof Variants]: Variants[Index]['schema'];
};

/** Lists the schemas of a registry, keeping their types. */
export function schemasOf<const Variants extends readonly { readonly schema: unknown }[]>(
  variants: Variants,
): SchemasOf<Variants> {
  return variants.map((variant) => variant.schema) as unknown as SchemasOf<Variants>;
}
