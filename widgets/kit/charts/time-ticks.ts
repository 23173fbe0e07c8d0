import type { AxisSpec } from './axis.ts';

/** Durations that a person counts in, in seconds: decades below a second, then minutes, hours and days. */
const ROUND_SECONDS: readonly (readonly [number, string])[] = [
  [1e-6, '1 µs'],
  [1e-5, '10 µs'],
  [1e-4, '100 µs'],
  [1e-3, '1 ms'],
  [1e-2, '10 ms'],
  [0.1, '100 ms'],
  [1, '1 s'],
  [10, '10 s'],
  [60, '1 min'],
  [600, '10 min'],
  [3600, '1 h'],
  [6 * 3600, '6 h'],
  [86_400, '1 d'],
  [7 * 86_400, '7 d'],
];

/** Ticks in seconds for a logarithmic time axis. */
export const timeTicks: readonly number[] = ROUND_SECONDS.map(([seconds]) => seconds);

/** The text of a tick of `timeTicks`; empty for any other value. */
export function formatTimeTick(seconds: number): string {
  return ROUND_SECONDS.find(([value]) => value === seconds)?.[1] ?? '';
}

/** A logarithmic axis of times in whole decades around them, so that at least two ticks carry a label. Times of nothing are left out. */
export function decadeAxis(label: string, times: readonly number[]): AxisSpec {
  const shown = times.filter((seconds) => seconds > 0);
  return {
    label,
    scale: 'log',
    ticks: timeTicks,
    format: formatTimeTick,
    domain: [
      10 ** Math.floor(Math.log10(Math.min(...shown))),
      10 ** Math.ceil(Math.log10(Math.max(...shown) * 1.0001)),
    ],
  };
}
