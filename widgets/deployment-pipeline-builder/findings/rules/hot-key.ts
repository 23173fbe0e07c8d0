import { zipfClasses } from '../../../engines/simulator/theory/index.ts';
import { formatNumber, formatPercent } from '../../../kit/format.ts';
import type { Context } from '../context.ts';
import type { Finding } from '../finding.ts';
import { capacityWith, logOf } from '../units.ts';
import { reachedFrom } from '../ways-out.ts';

/** A key so frequent that the one consumer of its partition cannot keep up, however many others there are: order within a key allows no second. */
export function checkHotKeys(context: Context): Finding[] {
  const { scenario, byId } = context;
  return scenario.components.flatMap((component): Finding[] => {
    const log = component.kind === 'streamProcessor' ? logOf(component, context) : undefined;
    if (component.kind !== 'streamProcessor' || !log || component.consumers === 1) return [];
    const keyed = scenario.components.filter(
      (source) => 'arrivals' in source && reachedFrom([source.id], byId).has(log.id),
    );
    const [source] = keyed;
    if (keyed.length !== 1 || !source || !('keys' in source) || !source.keys || source.keys.zipfExponent === 0)
      return [];
    const share = zipfClasses(source.keys.count, source.keys.zipfExponent).shares[0] ?? 0;
    const { offeredPerSecond } = context.loads.get(component.id)!;
    const ofKey = share * offeredPerSecond;
    const ofOne = capacityWith(component, 1, context.curves);
    const all = capacityWith(component, component.consumers, context.curves);
    // Where all together cannot keep up, that is what is said.
    if (ofOne === undefined || ofKey < ofOne || (all !== undefined && offeredPerSecond >= all)) return [];
    return [
      {
        componentId: component.id,
        severity: 'warning',
        sentence: `One key brings ${formatPercent(share)} of the records, ${formatNumber(ofKey)} per second, and all of them go to one partition, whose consumer can serve ${formatNumber(ofOne)} per second: its lag grows without end, whatever the others do. Make the keys of “${source.id}” more even, or shorten the calls.`,
      },
    ];
  });
}
