import type { TimeSummary } from '../../engines/simulator/result.ts';
import { formatPercent } from '../../kit/format.ts';

/** Nearer than this two figures are the same for whoever decides by them. */
const SAME = 0.02;

function apart(theory: number, simulated: number): string {
  if (simulated === 0) return theory === 0 ? 'the same' : 'apart';
  const difference = theory / simulated - 1;
  if (Math.abs(difference) <= SAME) return `the same within ${formatPercent(SAME)}`;
  return `theory is ${formatPercent(Math.abs(difference))} ${difference > 0 ? 'higher' : 'lower'}`;
}

/** How near theory is to a simulated figure without an interval, in words. */
export function agreeWith(theory: number, simulated: number | undefined): string | undefined {
  if (simulated === undefined || !Number.isFinite(theory)) return undefined;
  return apart(theory, simulated);
}

/** How near theory is to a simulated mean: within its 95 % interval, or so far from it. */
export function agreeWithMean(theory: number | null, summary: TimeSummary | undefined): string | undefined {
  if (theory === null || summary?.mean == null) return undefined;
  if (theory === Infinity) return 'theory has no mean, and the simulated one grows with the run';
  const { mean, ci95 } = summary;
  if (ci95 && theory >= ci95[0] && theory <= ci95[1]) return 'within the 95 % interval';
  return ci95 ? `outside the 95 % interval: ${apart(theory, mean)}` : apart(theory, mean);
}
