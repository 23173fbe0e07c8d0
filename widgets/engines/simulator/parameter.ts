import * as z from '../../kit/zod.ts';

/** What a parameter is, for forms, documentation and messages. The range here is the range that the schema enforces. */
export interface ParameterInfo {
  readonly label: string;
  /** For example `seconds`, `1/s`, `rows`; empty for a pure number or a choice. */
  readonly unit: string;
  /** `component`: the id of another component; `numbers`: a list of numbers; `list`: a list of entries, each with the parameters in `items`. */
  readonly kind: 'number' | 'integer' | 'choice' | 'boolean' | 'text' | 'component' | 'numbers' | 'list';
  /** Smallest accepted value; absent for choices and booleans. */
  readonly minimum?: number;
  /** Largest accepted value; absent for choices and booleans. */
  readonly maximum?: number;
  /** What a new component starts with; null means that the parameter is left out. */
  readonly default: number | string | boolean | null;
  readonly choices?: readonly string[];
  /** Of a `list`: what each of its entries may say. */
  readonly items?: readonly Parameter[];
  /** One sentence that says what it does. */
  readonly meaning: string;
  /** Where the meaning, range or default comes from. */
  readonly source: string;
}

/** A parameter at its place in a component: `batching.maxBatchSize` of a `modelServer`. */
export interface Parameter extends ParameterInfo {
  readonly path: string;
  /** True when the key may be left out of the file. */
  readonly isOptional: boolean;
  /** Present when the parameter belongs to one choice of another, for example the period of deterministic arrivals. */
  readonly when?: { readonly path: string; readonly is: string };
}

/** A parameter together with the schema that enforces its range, so that the two cannot drift apart. */
export interface Ranged<Schema> {
  readonly info: ParameterInfo;
  readonly schema: Schema;
}

type NumberInfo = Omit<ParameterInfo, 'kind' | 'choices' | 'default'> & {
  minimum: number;
  maximum: number;
  default: number | null;
};

export function numberParameter(info: NumberInfo): Ranged<z.ZodMiniNumber<number>> {
  return { info: { ...info, kind: 'number' }, schema: z.number().check(z.gte(info.minimum), z.lte(info.maximum)) };
}

export function integerParameter(info: NumberInfo): Ranged<z.ZodMiniNumber<number>> {
  return { info: { ...info, kind: 'integer' }, schema: z.int().check(z.gte(info.minimum), z.lte(info.maximum)) };
}

export function choiceParameter<const Choices extends readonly [string, ...string[]]>(
  info: Omit<ParameterInfo, 'kind' | 'minimum' | 'maximum' | 'choices' | 'unit'> & {
    choices: Choices;
    default: Choices[number];
  },
): Ranged<z.ZodMiniEnum<{ [Choice in Choices[number]]: Choice }>> {
  return { info: { ...info, unit: '', kind: 'choice' }, schema: z.enum(info.choices) as never };
}

export function booleanParameter(
  info: Omit<ParameterInfo, 'kind' | 'minimum' | 'maximum' | 'choices' | 'unit'> & { default: boolean },
): Ranged<z.ZodMiniBoolean<boolean>> {
  return { info: { ...info, unit: '', kind: 'boolean' }, schema: z.boolean() };
}

/** A short text with a form of its own, for example a cron expression, which the parser checks where the schema cannot say what is wrong with it. */
export function textParameter(
  info: Omit<ParameterInfo, 'kind' | 'minimum' | 'maximum' | 'choices' | 'unit'> & { default: string },
): Ranged<z.ZodMiniString<string>> {
  return { info: { ...info, unit: '', kind: 'text' }, schema: z.string().check(z.minLength(1), z.maxLength(200)) };
}

type WordsOfInfo = Pick<ParameterInfo, 'label' | 'meaning' | 'source'>;

/** The id of another component; the schema is the caller's, because ids have one of their own. */
export function componentParameter<Schema>(info: WordsOfInfo, schema: Schema): Ranged<Schema> {
  return { info: { ...info, unit: '', kind: 'component', default: null }, schema };
}

/** A list of numbers, each between the bounds; the schema says how many there may be. */
export function numbersParameter<Schema>(
  info: WordsOfInfo & { readonly unit: string; readonly minimum: number; readonly maximum: number },
  schema: Schema,
): Ranged<Schema> {
  return { info: { ...info, kind: 'numbers', default: null }, schema };
}

/** A list of entries with parameters of their own, in the order in which a form shows them. */
export function listParameter<Schema>(
  info: WordsOfInfo & { readonly items: readonly Parameter[] },
  schema: Schema,
): Ranged<Schema> {
  return { info: { ...info, unit: '', kind: 'list', default: null }, schema };
}

/** Places parameters at their paths, in the order in which a form shows them. */
export function placeParameters(
  ranged: Readonly<Record<string, Ranged<unknown>>>,
  options: {
    readonly optional?: readonly string[];
    readonly when?: { readonly path: string; readonly is: string };
  } = {},
): Parameter[] {
  return Object.entries(ranged).map(([path, { info }]) => ({
    ...info,
    path,
    isOptional: options.optional?.includes(path) ?? false,
    ...(options.when ? { when: options.when } : {}),
  }));
}
