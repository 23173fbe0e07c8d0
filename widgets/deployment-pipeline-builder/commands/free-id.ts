import type { Draft } from '../draft.ts';

/** Letters that an id may have at most. */
const longest = 64;

/** `modelServer`, or `modelServer2` when that is taken, and so on; a copy of `model2` counts on from there. */
export function freeId(draft: Pick<Draft, 'components'>, wanted: string): string {
  return freeIdAmong(new Set(draft.components.map(({ id }) => id)), wanted);
}

/** The same among ids alone, for who names many at once. */
export function freeIdAmong(taken: ReadonlySet<string>, wanted: string): string {
  if (!taken.has(wanted)) return wanted;
  const [, stem = wanted, digits = ''] = /^(.*?)(\d*)$/.exec(wanted) ?? [];
  let number = digits === '' ? 2 : Math.min(Number(digits), 1e9) + 1;
  const named = () => `${stem.slice(0, longest - String(number).length)}${number}`;
  while (taken.has(named())) number++;
  return named();
}
