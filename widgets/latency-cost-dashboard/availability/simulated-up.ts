import type { SimulationResult } from '../../engines/simulator/result.ts';
import { meanInterval } from '../../engines/simulator/statistics/analysis/mean-interval.ts';
import { formatNumber } from '../../kit/format.ts';
import { downTime } from './system.ts';

/** Minutes down in 30 days that a simulation found, with half the width of their 95 % interval. */
export interface SimulatedDown {
  readonly minutes: number;
  readonly halfWidth: number;
  readonly outages: number;
}

export function simulatedDown(result: SimulationResult, alone: readonly SimulationResult[]): SimulatedDown {
  const minutes = alone.map(({ availability }) => downTime(availability.requestsAnswered!).per30Days);
  const outages = Object.values(result.availability.components ?? {}).reduce((sum, one) => sum + one.outages, 0);
  return {
    minutes: downTime(result.availability.requestsAnswered!).per30Days,
    halfWidth: meanInterval(minutes)?.halfWidth ?? 0,
    outages,
  };
}

const minutesText = (value: number) => formatNumber(Number(value.toPrecision(3)));

/** The arithmetic beside the simulation, and whether they agree. */
export function compareDown(expected: number, { minutes, halfWidth, outages }: SimulatedDown): string {
  const [low, high] = [Math.max(0, minutes - halfWidth), minutes + halfWidth];
  const isInside = expected >= low && expected <= high;
  const said = `Simulated, ${minutesText(minutes)} [${minutesText(low)}, ${minutesText(high)}] minutes in 30 days were without an answer, after ${formatNumber(outages)} outages.`;
  return isInside
    ? `${said} The arithmetic says ${minutesText(expected)}: they agree.`
    : `${said} The arithmetic says ${minutesText(expected)}, which one interval in twenty leaves out by chance.`;
}
