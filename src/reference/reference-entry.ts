import type { ParameterInfo } from '../../widgets/engines/simulator/parameter.ts';
import type { Variant } from '../../widgets/engines/simulator/variant.ts';

/** A parameter as its page shows it. */
export interface ReferenceParameter extends ParameterInfo {
  /** Where it stands in the component, or inside the choice. */
  readonly path: string;
  readonly isOptional: boolean;
  /** What the schema fills in when the key is left out; absent when it fills in nothing. */
  readonly leftOut?: unknown;
  /** Ids of the pages of its choices, where they have some; the same order as `choices`. */
  readonly choicePages?: readonly string[];
}

/** One page of the reference: a component kind, or one choice of a family. */
export interface ReferenceEntry {
  /** Path under /reference/, for example `arrivals/poisson`. */
  readonly id: string;
  /** As written in the file. */
  readonly name: string;
  readonly label: string;
  readonly meaning: string;
  readonly parameters: readonly ReferenceParameter[];
  /** What to write, as JSON; absent where the name alone is written. */
  readonly example?: unknown;
  /** Sentences beside the parameters. */
  readonly notes: readonly string[];
}

/** The pages under one heading. */
export interface ReferenceGroup {
  readonly id: string;
  readonly title: string;
  /** One sentence. */
  readonly meaning: string;
  readonly entries: readonly ReferenceEntry[];
}

/** A family of choices: where its choices stand in a file. */
export interface ReferenceFamily extends ReferenceGroup {
  /** Keys that hold a choice, for example `arrivals`. */
  readonly holders: readonly string[];
  /** The key inside that names it, for example `process`. */
  readonly chooser: string;
}

/** The pages of a family, one for each of its variants. */
export function variantFamily(family: Omit<ReferenceFamily, 'entries'>, variants: readonly Variant[]): ReferenceFamily {
  return { ...family, entries: variants.map((variant) => variantEntry(family.id, variant)) };
}

/** A schema as far as the reference needs one. */
export interface Schema {
  safeParse(value: unknown): { readonly success: boolean; readonly data?: unknown };
}
type Loose = Readonly<Record<string, unknown>>;

/** What the schema itself puts at `path` of a valid value that does not have the key; undefined when it puts nothing there. */
export function valueWhenLeftOut(schema: Schema, example: Loose, path: string): unknown {
  const [key, ...rest] = path.split('.') as [string, ...string[]];
  if (rest.length > 0 && !Object.hasOwn(example, key)) return undefined;
  const parsed = schema.safeParse(without(example, [key, ...rest]));
  if (!parsed.success) return undefined;
  return [key, ...rest].reduce<unknown>((value, step) => (value as Loose | undefined)?.[step], parsed.data);
}

function without(value: Loose, [key, ...rest]: readonly string[]): Loose {
  const { [key!]: inner, ...others } = value;
  return rest.length === 0 || inner === undefined ? others : { ...others, [key!]: without(inner as Loose, rest) };
}

function variantEntry(group: string, variant: Variant): ReferenceEntry {
  const { name, label, meaning, parameters, optional = [], example, schema } = variant;
  return {
    id: `${group}/${name}`,
    name,
    label,
    meaning,
    example,
    notes: [],
    parameters: Object.entries(parameters).map(([path, { info }]) => ({
      ...info,
      path,
      isOptional: optional.includes(path),
      leftOut: valueWhenLeftOut(schema, example, path),
    })),
  };
}
