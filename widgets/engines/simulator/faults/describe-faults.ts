import { formatNumber } from '../../../kit/format.ts';
import type { Scenario } from '../scenario.ts';
import { createOutages } from './laws/schema.ts';
import { type Fault, groupsOf } from './schema.ts';
import type { FaultSites } from './scopes/fault-scope.ts';
import { faultUnitsOf, sitesOf } from './sites.ts';

/** Below this many outages a share of time down is mostly luck: its relative standard error is about 1/√n. */
const FEW_OUTAGES = 20;

/** Events that the faults add to one replication: begin, detection and end of each outage. */
export function faultEvents(scenario: Scenario): number {
  const sites = sitesOf(scenario);
  return scenario.faults.reduce((sum, fault) => {
    const { outagesPerSecond } = createOutages(fault.outages, fault.detectionSeconds);
    return sum + 3 * groupsOf(fault, sites).length * (1 + outagesPerSecond * scenario.run.durationSeconds);
  }, 0);
}

/** Kinds that fetch their work themselves: closing the door does not stop them. */
const SELF_FED: ReadonlySet<string> = new Set(['streamProcessor', 'batchJob']);

/** Components that go down as a whole by this fault and can do so at their door only, though they fetch their work themselves. */
function stillWorking({ components }: Scenario, fault: Fault, sites: FaultSites): string[] {
  const whole = groupsOf(fault, sites).flatMap((group) => group.filter(({ isWhole }) => isWhole));
  return whole.flatMap(({ component: index }) => {
    const component = components[index]!;
    return SELF_FED.has(component.kind) && faultUnitsOf(component) === undefined ? [component.id] : [];
  });
}

/** What to know before believing the result: faults that never come, or too seldom to say what they do. */
export function describeFaults(scenario: Scenario, replications: number): string[] {
  const { durationSeconds } = scenario.run;
  const sites = sitesOf(scenario);
  return scenario.faults.flatMap((fault, index) => {
    const path = `faults[${index}]`;
    const { outages } = fault;
    const begins =
      outages.law === 'scheduled' ? outages.atSeconds : outages.law === 'deterministic' ? outages.upSeconds : 0;
    if (begins >= durationSeconds) {
      return [
        `${path} never happens: it begins at ${formatNumber(begins)} s and the run ends at ${formatNumber(durationSeconds)} s. Let it begin earlier, or lengthen the run.`,
      ];
    }
    const working = stillWorking(scenario, fault, sites);
    const told =
      working.length > 0 ? [`${path}: ${working.join(', ')} goes on working: only what is sent to it fails.`] : [];
    if (outages.law !== 'exponential') return told;
    const { outagesPerSecond } = createOutages(outages, fault.detectionSeconds);
    const expected = outagesPerSecond * durationSeconds * replications * groupsOf(fault, sites).length;
    if (expected >= FEW_OUTAGES) return told;
    return [
      ...told,
      `${path}: about ${formatNumber(Number(expected.toPrecision(2)))} outages are expected in all replications together, too few to measure a share of time; the arithmetic beside it does not need them.`,
    ];
  });
}
