import { formatNumber, formatPercent, formatSeconds } from '../../../../kit/format.ts';

/** Half an interval wider than this share of its mean is announced. Slipway's convention: a mean that is 5 % off still tells two designs apart. */
export const WIDE_SHARE = 0.05;

/** A mean as the result gives it. */
interface Estimate {
  readonly mean: number | null;
  readonly ci95: readonly [number, number] | null;
}

/** Half the width of the interval as a share of the mean; null without an interval, or where the mean is 0. */
export function relativeHalfWidth({ mean, ci95 }: Estimate): number | null {
  if (mean === null || ci95 === null || mean === 0) return null;
  return (ci95[1] - ci95[0]) / 2 / Math.abs(mean);
}

/** A result as far as the warnings look at it. */
interface Result {
  readonly sojournTimeSeconds: Estimate;
  readonly components: Readonly<
    Record<string, { readonly waitingTimeSeconds?: Estimate; readonly utilisation?: number }>
  >;
}

/**
 * What a reader must know before quoting a mean: its interval is wider than 5 % of it. The whole system first; a station is named only when the system as a
 * whole looks precise. Near saturation the length that is needed grows like 1/(1 − ρ)², and says so.
 */
export function precisionWarnings(result: Result): string[] {
  const stations = Object.entries(result.components);
  const system = warn('mean sojourn time', result.sojournTimeSeconds, busiest(stations.map(([, station]) => station)));
  if (system) return [system];
  return stations.flatMap(([id, { waitingTimeSeconds, utilisation }]) => {
    if (!waitingTimeSeconds || isNegligible(waitingTimeSeconds, result.sojournTimeSeconds)) return [];
    return warn(`mean wait at "${id}"`, waitingTimeSeconds, utilisation ?? 0) ?? [];
  });
}

/** An uncertainty below 1 % of the whole sojourn time: a wait of nearly nothing is always uncertain relative to itself. */
function isNegligible({ ci95 }: Estimate, { mean }: Estimate): boolean {
  return ci95 !== null && mean !== null && ci95[1] - ci95[0] < 2 * 0.01 * mean;
}

function busiest(stations: readonly { readonly utilisation?: number }[]): number {
  return stations.reduce((most, { utilisation }) => Math.max(most, utilisation ?? 0), 0);
}

/** From this utilisation on the text says why the interval is so wide. */
const NEAR_SATURATION = 0.8;

function warn(name: string, estimate: Estimate, utilisation: number): string | undefined {
  const share = relativeHalfWidth(estimate);
  if (share === null || share <= WIDE_SHARE) return undefined;
  // The width falls with the root of what is simulated.
  const factor = (share / WIDE_SHARE) * (share / WIDE_SHARE);
  const reason =
    utilisation >= NEAR_SATURATION
      ? ` At ${formatPercent(utilisation)} utilisation this is to be expected: the length that is needed grows like 1/(1 − ρ)².`
      : '';
  return `The 95 % interval of the ${name} reaches ${formatPercent(share)} to either side, more than 5 %: do not quote it. Simulate about ${formatNumber(Math.ceil(factor - 1e-9))} times as long, or as many replications.${reason}`;
}

/** A warm-up that MSER-5 did not find. */
export function warmUpWarnings(warmUp: { readonly seconds: number; readonly isFound: boolean } | undefined): string[] {
  if (!warmUp || warmUp.isFound) return [];
  return [
    `MSER-5 found no end of the warm-up, so the first half of the run (${formatSeconds(warmUp.seconds)}) was left out: the run is too short, or its load never settles. Lengthen it, or give warmUpSeconds.`,
  ];
}
