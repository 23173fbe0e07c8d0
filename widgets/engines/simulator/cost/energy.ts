import type { PriceBook } from './price-book.ts';
import type { Usage } from './usage.ts';

const JOULES_PER_KILOWATT_HOUR = 3.6e6;
/** AWS Lambda: one vCPU at 1,769 MB; its gigabyte has 1,024 MB. */
const VCPUS_PER_GB = 1024 / 1769;

/**
 * Kilowatt-hours of what a component used, without what the building around it needs: (idle + busy share · (maximum − idle)) · time, plus memory
 * (Cloud Carbon Footprint, methodology). Gateways, logs and stores publish no figures and are left out; machines that are self-hosted are counted
 * where they stand.
 */
export function kilowattHoursOf(usage: Usage, book: PriceBook): number {
  const { carbon } = book;
  if (usage.type === 'instance') {
    const machine = book.instances[usage.instance]!;
    const wattSeconds =
      machine.idleWatts * usage.seconds + (machine.maximumWatts - machine.idleWatts) * usage.busySeconds;
    const memoryKilowattHours = carbon.memoryKilowattHoursPerGbHour * machine.memoryGb * (usage.seconds / 3600);
    return wattSeconds / JOULES_PER_KILOWATT_HOUR + memoryKilowattHours;
  }
  if (usage.type !== 'function' || book.functions[usage.product]!.usdPerGbSecond === 0) return 0;
  const { idleWattsPerVcpu, maximumWattsPerVcpu, functionUtilisation } = carbon;
  const workingWatts = idleWattsPerVcpu + functionUtilisation * (maximumWattsPerVcpu - idleWattsPerVcpu);
  const idleGbSeconds = Math.max(0, usage.provisionedGbSeconds - usage.provisionedActiveGbSeconds);
  const workingVcpuSeconds = usage.vcpuSeconds + usage.provisionedActiveGbSeconds * VCPUS_PER_GB;
  const wattSeconds = workingWatts * workingVcpuSeconds + idleWattsPerVcpu * idleGbSeconds * VCPUS_PER_GB;
  const gbHours = (usage.gbSeconds + usage.provisionedActiveGbSeconds + idleGbSeconds) / 3600;
  return wattSeconds / JOULES_PER_KILOWATT_HOUR + carbon.memoryKilowattHoursPerGbHour * gbHours;
}

/** Whose machines they are: a key of `providers`. */
export function providerOf(usage: Usage, book: PriceBook): string | undefined {
  switch (usage.type) {
    case 'instance':
      return book.instances[usage.instance]!.provider;
    case 'gateway':
      return book.gateways[usage.product]!.provider;
    case 'log':
      return book.logs[usage.product]!.provider;
    case 'storage':
      return book.storage[usage.product]!.provider;
    case 'function':
      return book.functions[usage.product]!.provider;
  }
}

/** Machines and memory: the share of the time for which nothing was done on what was paid for; undefined where nothing stands idle. */
export function idleShareOf(usage: Usage): number | undefined {
  if (usage.type === 'instance' && usage.seconds > 0) return Math.max(0, 1 - usage.busySeconds / usage.seconds);
  if (usage.type !== 'function' || usage.provisionedGbSeconds === 0) return undefined;
  return Math.max(0, 1 - usage.provisionedActiveGbSeconds / usage.provisionedGbSeconds);
}
