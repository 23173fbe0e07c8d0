import { Refusal } from './refusal.ts';

/** One key of the scenario and the values it takes. */
export interface Sweep {
  /** For example `components.model.replicas`. */
  readonly path: string;
  readonly values: readonly number[];
}

/** One combination of the values of all sweeps, in the order of the sweeps. */
export type SweepPoint = readonly { readonly path: string; readonly value: number }[];

export const MOST_POINTS = 10_000;

const NUMBER = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
const SWEEP = new RegExp(String.raw`^([^=\s]+)=(${NUMBER})\.\.(${NUMBER}):(\d+)(log|lin)?$`);
/** Steps are decimals as written: 0.1 + 2 · 0.1 is 0.3. */
const DIGITS = 12;

function refuse(found: string, expected: string): never {
  throw new Refusal([
    `--sweep: expected ${expected}, found ${JSON.stringify(found)}. Write for example --sweep components.model.replicas=1..40:40, or …=1..64:7log.`,
  ]);
}

/** Reads `path=a..b:n`, with `log` behind for equal ratios. Throws a `Refusal`. */
export function readSweep(text: string): Sweep {
  const match = SWEEP.exec(text);
  if (!match) refuse(text, 'KEY=A..B:N');
  const [, path, low, high, points, scale] = match;
  const [from, to, count] = [Number(low), Number(high), Number(points)];
  if (count < 1 || count > MOST_POINTS) refuse(text, `from 1 to ${MOST_POINTS} points`);
  if (count === 1 && from !== to) refuse(text, 'at least 2 points between two different values');
  if (scale === 'log' && !(from > 0 && to > 0)) refuse(text, 'values above 0 for equal ratios');
  const at = (share: number) => (scale === 'log' ? from * (to / from) ** share : from + (to - from) * share);
  const values = Array.from({ length: count }, (_, i) =>
    i === 0 ? from : i === count - 1 ? to : Number(at(i / (count - 1)).toPrecision(DIGITS)),
  );
  return { path: path!, values: [...new Set(values)] };
}

/** Every combination, the last sweep running fastest; one empty combination when nothing is swept. Throws a `Refusal` when there are too many. */
export function combine(sweeps: readonly Sweep[]): readonly SweepPoint[] {
  const count = sweeps.reduce((product, sweep) => product * sweep.values.length, 1);
  if (count > MOST_POINTS)
    throw new Refusal([
      `--sweep: expected at most ${MOST_POINTS} combinations, found ${count}. Use fewer points, or several commands.`,
    ]);
  return sweeps.reduce<readonly SweepPoint[]>(
    (points, { path, values }) => points.flatMap((point) => values.map((value) => [...point, { path, value }])),
    [[]],
  );
}

type Loose = Record<string, unknown>;

/** The inner object or list that a step of the path leads to: a component by its id, else a key or a position. */
function inside(holder: Loose, step: string): unknown {
  if (Array.isArray(holder)) {
    const byId = holder.find((item) => (item as Loose | null)?.['id'] === step) as unknown;
    return byId ?? holder[Number(step)];
  }
  return Object.hasOwn(holder, step) ? holder[step] : undefined;
}

/** A copy of the document with the values of the point in place. Throws a `Refusal` when a path leads nowhere. */
export function withPoint(document: unknown, point: SweepPoint): unknown {
  const copy: unknown = structuredClone(document);
  for (const { path, value } of point) {
    const steps = path.split('.');
    const last = steps.pop()!;
    let holder = copy;
    for (const step of steps) {
      holder = typeof holder === 'object' && holder !== null ? inside(holder as Loose, step) : undefined;
      if (typeof holder !== 'object' || holder === null)
        throw new Refusal([
          `--sweep: expected the path of a number in the scenario, found ${JSON.stringify(path)}, where "${step}" leads nowhere. Name components by their id, as in components.model.replicas.`,
        ]);
    }
    if (typeof holder !== 'object' || holder === null || last === '__proto__')
      throw new Refusal([`--sweep: expected the path of a number in the scenario, found ${JSON.stringify(path)}.`]);
    (holder as Loose)[last] = value;
  }
  return copy;
}
