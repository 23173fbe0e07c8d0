import type { Parameter } from '../../engines/simulator/parameter.ts';
import { valueAt, withValueAt } from '../value-path.ts';
import { startingValue } from './starting-value.ts';
import { groupOf, holderOf, variantsAt } from './variant-families.ts';

type Loose = Readonly<Record<string, unknown>>;

/** Another choice brings its own parameters: they start as in its example, but what both choices have (a rate, a mean) is kept. */
function chooseVariant<T extends Loose>(input: T, path: string, choice: unknown): T {
  const variant = variantsAt(path)?.find(({ name }) => name === choice);
  if (!variant) return withValueAt(input, path, choice);
  const holder = holderOf(path);
  const before = holder === '' ? input : valueAt(input, holder);
  const chosen = Object.keys(variant.parameters).reduce<Loose>((value, name) => {
    const kept = valueAt(before, name);
    return kept === undefined ? value : withValueAt(value, name, kept);
  }, variant.example);
  return holder === '' ? (chosen as T) : withValueAt(input, holder, chosen);
}

/**
 * The component, or the entry of a list, with one of its parameters set; `undefined` takes it away. A group that was off is switched on with its starting
 * values, and a choice that brings parameters of its own brings them.
 */
export function withParameter<T extends Loose>(
  parameters: readonly Parameter[],
  input: T,
  path: string,
  value: unknown,
): T {
  if (variantsAt(path))
    return value === undefined ? withValueAt(input, holderOf(path), undefined) : chooseVariant(input, path, value);
  const group = groupOf(path);
  const isOff = group !== undefined && valueAt(input, group) === undefined;
  const started = isOff && value !== undefined ? withValueAt(input, group, startingValue(parameters, group)) : input;
  return withValueAt(started, path, value);
}
