import { loadavg } from 'node:os';

/** Seconds that this process worked; on a busy machine less than passed on the clock, and with helping threads more, so the lesser of both. */
export function secondsOf(work: () => void): number {
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  work();
  const passed = (performance.now() - before) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return Math.min(passed, (user + system) / 1e6);
}

export interface Spread {
  readonly median: number;
  readonly lowest: number;
  /** (Third quartile − first quartile) / median. */
  readonly spread: number;
  readonly runs: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)]!;
  return { median: at(0.5), lowest: sorted[0]!, spread: (at(0.75) - at(0.25)) / at(0.5), runs: sorted.length };
}

/** The measures in turns, so that a busy moment falls on all of them; the first turn warms up and does not count. */
export function interleave<Name extends string>(
  measures: Readonly<Record<Name, () => number>>,
  turns: number,
): Record<Name, Spread> {
  const names = Object.keys(measures) as Name[];
  const values = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let turn = 0; turn <= turns; turn++) {
    for (const name of names) {
      const value = measures[name]();
      if (turn > 0) values[name].push(value);
    }
  }
  return Object.fromEntries(names.map((name) => [name, spreadOf(values[name])])) as Record<Name, Spread>;
}

/** Processes that wanted to run in the last minute, this one included. */
export const load = (): number => loadavg()[0]!;
