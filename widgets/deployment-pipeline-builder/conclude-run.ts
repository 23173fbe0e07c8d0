import type { SimulationResult } from '../engines/simulator/result.ts';
import { formatPercent, formatSeconds, formatUsd } from '../kit/format.ts';

/** The component with the highest utilisation, or undefined when none of them serves anything. */
export function busiestComponent(
  result: SimulationResult,
): { readonly id: string; readonly utilisation: number } | undefined {
  let busiest: { id: string; utilisation: number } | undefined;
  for (const [id, { utilisation }] of Object.entries(result.components)) {
    if (utilisation !== undefined && utilisation > (busiest?.utilisation ?? 0)) busiest = { id, utilisation };
  }
  return busiest;
}

/** Share of the offered requests that got no answer because they were turned away, waited too long or failed; 0 when none were offered. */
export function unansweredShare({ requests }: SimulationResult): number {
  const { offered, rejected, throttled, timedOut, failed } = requests;
  return offered === 0 ? 0 : (rejected + throttled + timedOut + failed) / offered;
}

/** What the run shows, in one to three sentences. */
export function concludeRun(result: SimulationResult): string {
  const { p50, p95 } = result.sojournTimeSeconds;
  if (result.requests.offered === 0) return 'No request arrived in the simulated time.';
  if (p50 === null || p95 === null) return 'No request was completed in the simulated time.';
  const sentences = [
    `Half of the requests took at most ${formatSeconds(p50)}, 95 of 100 at most ${formatSeconds(p95)}.`,
  ];
  const unanswered = unansweredShare(result);
  if (unanswered > 0) sentences.push(`${formatPercent(unanswered)} of the requests got no answer.`);
  const busiest = busiestComponent(result);
  const cost = `It costs ${formatUsd(result.cost.usdPerDay)} a day`;
  sentences.push(
    busiest
      ? `${cost}; the busiest component is “${busiest.id}”, at ${formatPercent(busiest.utilisation)} of its capacity.`
      : `${cost}.`,
  );
  return sentences.join(' ');
}
