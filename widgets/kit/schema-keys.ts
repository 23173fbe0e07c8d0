import type * as z from './zod.ts';

/** The parts of a schema's definition that lead to the keys of an object inside it. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodMiniType>>;
  readonly element?: z.ZodMiniType;
  readonly innerType?: z.ZodMiniType;
  /** Of a record: what each of its values is. */
  readonly valueType?: z.ZodMiniType;
  readonly options?: readonly z.ZodMiniType[];
  readonly discriminator?: string;
  readonly values?: readonly unknown[];
  readonly defaultValue?: unknown;
}

const definitionOf = (schema: z.ZodMiniType): Definition => schema.def as unknown as Definition;

/** The alternative of a union that the value belongs to: by its discriminator, else the first of the value's own type. */
function chooseOption(definition: Definition, value: unknown): z.ZodMiniType | undefined {
  const { discriminator, options = [] } = definition;
  if (discriminator === undefined)
    return options.find((option) => definitionOf(option).type === (Array.isArray(value) ? 'array' : typeof value));
  const name = (value as Record<string, unknown> | null)?.[discriminator];
  return options.find((option) => isNamed(definitionOf(definitionOf(option).shape![discriminator]!), name));
}

/** True for the name of an alternative; the alternative that is the default has it also where it is left out. */
function isNamed({ values, innerType, defaultValue }: Definition, name: unknown): boolean {
  if (!innerType) return values?.includes(name) ?? false;
  return isNamed(definitionOf(innerType), name ?? defaultValue);
}

/** The schema of the object that `value` is meant to be, with optional and default wrappers taken off. */
function unwrap(schema: z.ZodMiniType | undefined, value: unknown): Definition | undefined {
  if (!schema) return undefined;
  const definition = definitionOf(schema);
  if (definition.innerType) return unwrap(definition.innerType, value);
  if (definition.options) return unwrap(chooseOption(definition, value), value);
  return definition;
}

/** The keys that the object at `path` of `input` may have; empty when the path leads to no object of the schema. */
export function knownKeysAt(schema: z.ZodMiniType, path: readonly PropertyKey[], input: unknown): readonly string[] {
  let value = input;
  let definition = unwrap(schema, value);
  for (const key of path) {
    value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key];
    definition = unwrap(
      typeof key === 'number' ? definition?.element : (definition?.shape?.[String(key)] ?? definition?.valueType),
      value,
    );
  }
  return Object.keys(definition?.shape ?? {});
}
