import type { PriceBook } from './price-book.ts';
import type { Usage } from './usage.ts';

/**
 * Grams of CO2-equivalent of rented machines: (idle + busy share · (maximum − idle)) · time, plus memory, times the power usage effectiveness, times
 * the grid (serving semantics 12.3). Services such as gateways and logs publish no figures and are left out.
 */
export function carbonOfUsage(usage: Usage, book: PriceBook): number {
  if (usage.type !== 'instance') return 0;
  const machine = book.instances[usage.instance]!;
  const wattSeconds =
    machine.idleWatts * usage.seconds + (machine.maximumWatts - machine.idleWatts) * usage.busySeconds;
  const memoryKilowattHours = book.carbon.memoryKilowattHoursPerGbHour * machine.memoryGb * (usage.seconds / 3600);
  return (
    (wattSeconds / 3.6e6 + memoryKilowattHours) * book.carbon.powerUsageEffectiveness * book.carbon.gramsPerKilowattHour
  );
}
