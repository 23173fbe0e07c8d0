import { formatBound } from '../../widgets/kit/format-bound.ts';
import type { ReferenceParameter } from './reference-entry.ts';

export { formatBound };

const withUnit = (text: string, unit: string): string => (unit === '' ? text : `${text} ${unit}`);

/** What may be written: `a whole number, 1 to 10 000 replicas`. */
export function describeRange({ kind, minimum, maximum, unit, choices }: ReferenceParameter): string {
  if (kind === 'boolean') return 'true or false';
  if (kind === 'text') return 'text';
  if (kind === 'component') return 'the id of a component';
  if (kind === 'list') return 'a list of entries';
  if (kind === 'choice') return `one of ${choices?.join(', ')}`;
  const what = kind === 'integer' ? 'a whole number' : kind === 'numbers' ? 'a list of numbers' : 'a number';
  if (minimum === undefined || maximum === undefined) return withUnit(what, unit && `in ${unit}`);
  return `${what}, ${withUnit(`${formatBound(minimum)} to ${formatBound(maximum)}`, unit)}`;
}

/** What holds when the key is not written. */
export function describeLeftOut({ isOptional, leftOut }: ReferenceParameter): string {
  if (!isOptional) return 'must be given';
  if (leftOut === undefined || typeof leftOut === 'object') return 'may be left out';
  const value = typeof leftOut === 'number' ? formatBound(leftOut) : String(leftOut);
  return `${value} when left out`;
}
