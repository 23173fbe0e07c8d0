import { estimateRun } from '../../engines/simulator/estimate/estimate-run.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import type { Curves } from '../../engines/simulator/service/service-law.ts';
import { formatNumber, formatPercent, formatSeconds } from '../../kit/format.ts';

/** Most events in one replication that this page takes on: some twenty seconds of one core. The command line takes more. */
export const MOST_EVENTS_PER_REPLICATION = 1e8;

/** Why a scenario that the simulator accepts is not worth simulating here, with the number that makes it so; null when it is. */
export function refusalOf(scenario: Scenario, curves: Curves): string | null {
  const missing = scenario.components.flatMap((component) => {
    if (!('serviceTime' in component) || component.serviceTime.distribution !== 'measured') return [];
    return component.serviceTime.model in curves ? [] : [component.serviceTime.model];
  })[0];
  if (missing !== undefined)
    return `It needs the service curve of the model "${missing}", and this instrument has none of it. Compare it where that model is measured.`;
  const { events, stations } = estimateRun(scenario, curves, 1);
  for (const [id, { offeredPerSecond, capacityPerSecond, utilisation = 0, isUnbounded }] of Object.entries(stations)) {
    if (!isUnbounded || utilisation < 1 || capacityPerSecond === undefined) continue;
    return `It is unstable: ${formatNumber(Number(offeredPerSecond.toPrecision(3)))} requests per second are offered to "${id}", which serves at most ${formatNumber(Number(capacityPerSecond.toPrecision(3)))} (load ${formatPercent(utilisation)}). Its queue would grow for as long as it runs, and every average would only say how long that was. Add capacity or lower the rate.`;
  }
  if (events > MOST_EVENTS_PER_REPLICATION) {
    const seconds = (scenario.run.durationSeconds * MOST_EVENTS_PER_REPLICATION) / events;
    return `It is too long for a page: about ${formatNumber(Math.round(events / 1e6))} million events in one replication of ${formatSeconds(scenario.run.durationSeconds)}, where at most ${formatNumber(MOST_EVENTS_PER_REPLICATION / 1e6)} million are simulated here. Shorten it to ${formatSeconds(Number(seconds.toPrecision(1)))}, lower its rate, or use the command line.`;
  }
  return null;
}
