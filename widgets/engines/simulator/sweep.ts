import { describeFound, type Parsed } from '../../kit/problem.ts';
import { exp, log } from './math.ts';

/** One combination of swept values: the path of each, for example `components.model.replicas`, and its value. */
export type SweepPoint = readonly { readonly path: string; readonly value: number }[];

/** Most combinations of one sweep. */
export const mostSweepPoints = 10_000;

/** Steps are decimals as written: 0.1 + 2 · 0.1 is 0.3. */
const DIGITS = 12;

/** `count` values from `from` to `to`, both included, in equal steps, or in equal ratios where both are above 0; equal ones once. */
export function sweepValues(from: number, to: number, count: number, spacing: 'steps' | 'ratios'): readonly number[] {
  const at = (share: number) =>
    spacing === 'ratios' ? from * exp(share * log(to / from)) : from + (to - from) * share;
  const values = Array.from({ length: count }, (_, i) =>
    i === 0 ? from : i === count - 1 ? to : Number(at(i / (count - 1)).toPrecision(DIGITS)),
  );
  return [...new Set(values)];
}

/** Every combination, the last sweep running fastest; one empty combination when nothing is swept. */
export function sweepPoints(
  sweeps: readonly { readonly path: string; readonly values: readonly number[] }[],
): readonly SweepPoint[] {
  return sweeps.reduce<readonly SweepPoint[]>(
    (points, { path, values }) => points.flatMap((point) => values.map((value) => [...point, { path, value }])),
    [[]],
  );
}

type Loose = Record<string, unknown>;

const isHolder = (value: unknown): value is Loose => typeof value === 'object' && value !== null;

/** The inner object or list that a step of the path leads to: a component by its id, else a key or a position. */
function inside(holder: Loose, step: string): unknown {
  if (Array.isArray(holder)) {
    const byId = holder.find((item) => (item as Loose | null)?.['id'] === step) as unknown;
    return byId ?? holder[Number(step)];
  }
  return Object.hasOwn(holder, step) ? holder[step] : undefined;
}

function nowhere(path: string, step: string): Parsed<unknown> {
  const found = step === '' ? describeFound(path) : `${describeFound(path)}, where "${step}" leads nowhere`;
  const fix = 'Name components by their id, as in components.model.replicas.';
  return { ok: false, problems: [{ path, expected: 'the path of a number in the scenario', found, fix }] };
}

/** A copy of the document with the values of the point in place, for `parseScenario` to judge; or the path that leads nowhere. */
export function withPoint(document: unknown, point: SweepPoint): Parsed<unknown> {
  const copy: unknown = structuredClone(document);
  for (const { path, value } of point) {
    const steps = path.split('.');
    const last = steps.pop()!;
    let holder = copy;
    for (const step of steps) {
      holder = isHolder(holder) ? inside(holder, step) : undefined;
      if (!isHolder(holder)) return nowhere(path, step);
    }
    if (!isHolder(holder) || last === '__proto__') return nowhere(path, '');
    holder[last] = value;
  }
  return { ok: true, value: copy };
}
