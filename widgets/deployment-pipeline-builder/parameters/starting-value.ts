import type { Parameter } from '../../engines/simulator/parameter.ts';
import { valueAt, withValueAt } from '../value-path.ts';
import { groupOf, holderOf, variantsAt } from './variant-families.ts';

type Loose = Readonly<Record<string, unknown>>;

/** The example of the choice that a chooser starts with. */
function exampleOf({ path, default: chosen }: Parameter): Loose | undefined {
  return variantsAt(path)?.find(({ name }) => name === chosen)?.example;
}

function isWanted(value: Loose, { path, isOptional, when, default: start }: Parameter): boolean {
  if (start === null || valueAt(value, path) !== undefined) return false;
  return when === undefined ? true : !isOptional && valueAt(value, when.path) === when.is;
}

/** Fills in, in the order of the form, what the parameters start with; a choice starts with its example. */
function filled(parameters: readonly Parameter[]): Loose {
  let value: Loose = {};
  for (const parameter of parameters) {
    if (!isWanted(value, parameter)) continue;
    const example = exampleOf(parameter);
    const holder = holderOf(parameter.path);
    if (!example) value = withValueAt(value, parameter.path, parameter.default);
    else value = holder === '' ? { ...value, ...example } : withValueAt(value, holder, example);
  }
  return value;
}

/** What an optional group of these parameters starts with when it is switched on. */
export function startingValue(parameters: readonly Parameter[], group: string): Loose {
  const value = filled(parameters.filter(({ path }) => groupOf(path) === group))[group];
  return (value ?? {}) as Loose;
}

/** What a new entry of a list starts with: everything that it must have, so far as there is a default. */
export function startingEntry(items: readonly Parameter[]): Loose {
  return filled(items.filter(({ isOptional }) => !isOptional));
}
