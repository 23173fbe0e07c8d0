import { type Draft, findComponent } from '../draft.ts';

/** Letters that an id may have at most. */
const longest = 64;

/** `modelServer`, or `modelServer2` when that is taken, and so on; a copy of `model2` counts on from there. */
export function freeId(draft: Pick<Draft, 'components'>, wanted: string): string {
  if (!findComponent(draft, wanted)) return wanted;
  const [, stem = wanted, digits = ''] = /^(.*?)(\d*)$/.exec(wanted) ?? [];
  let number = digits === '' ? 2 : Math.min(Number(digits), 1e9) + 1;
  const named = () => `${stem.slice(0, longest - String(number).length)}${number}`;
  while (findComponent(draft, named())) number++;
  return named();
}
