import * as engine from '../../../widgets/engines/simulator/sweep.ts';
import type { SweepPoint } from '../../../widgets/engines/simulator/sweep.ts';
import { Refusal } from './refusal.ts';

export type { SweepPoint };

/** One key of the scenario and the values it takes. */
export interface Sweep {
  /** For example `components.model.replicas`. */
  readonly path: string;
  readonly values: readonly number[];
}

const NUMBER = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
const SWEEP = new RegExp(String.raw`^([^=\s]+)=(${NUMBER})\.\.(${NUMBER}):(\d+)(log|lin)?$`);

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
  if (count < 1 || count > engine.mostSweepPoints) refuse(text, `from 1 to ${engine.mostSweepPoints} points`);
  if (count === 1 && from !== to) refuse(text, 'at least 2 points between two different values');
  if (scale === 'log' && !(from > 0 && to > 0)) refuse(text, 'values above 0 for equal ratios');
  return { path: path!, values: engine.sweepValues(from, to, count, scale === 'log' ? 'ratios' : 'steps') };
}

/** Every combination, the last sweep running fastest; one empty combination when nothing is swept. Throws a `Refusal` when there are too many. */
export function combine(sweeps: readonly Sweep[]): readonly SweepPoint[] {
  const count = sweeps.reduce((product, sweep) => product * sweep.values.length, 1);
  if (count > engine.mostSweepPoints)
    throw new Refusal([
      `--sweep: expected at most ${engine.mostSweepPoints} combinations, found ${count}. Use fewer points, or several commands.`,
    ]);
  return engine.sweepPoints(sweeps);
}

/** A copy of the document with the values of the point in place. Throws a `Refusal` when a path leads nowhere. */
export function withPoint(document: unknown, point: SweepPoint): unknown {
  const changed = engine.withPoint(document, point);
  if (changed.ok) return changed.value;
  const { expected, found, fix } = changed.problems[0]!;
  throw new Refusal([`--sweep: expected ${expected}, found ${found}. ${fix}`]);
}
