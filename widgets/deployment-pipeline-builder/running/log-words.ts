import type { LiveEntry } from '../../engines/simulator/live/live-log.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import { formatMoment } from './format-moment.ts';

function policyOf(scenario: Scenario, component: number): string {
  const { autoscaling } = scenario.components[component] as { autoscaling?: { policy: string } };
  const policy = autoscaling?.policy;
  if (policy === undefined) return '';
  // hpa, kpa and keda are written in capitals, as their documentation does; others are names.
  return policy.length <= 4 ? `${policy.toUpperCase()} ` : 'autoscaler ';
}

function whatHappened(entry: LiveEntry, scenario: Scenario): string {
  const id = (component: number) => scenario.components[component]!.id;
  const link = (index: number) => `${scenario.links[index]!.from} – ${scenario.links[index]!.to}`;
  switch (entry.what) {
    case 'warmUpOver':
      return 'the warm-up is over; from here on it is counted';
    case 'scaled': {
      const ready = entry.readyAtSeconds === undefined ? '' : `, ready at ${formatMoment(entry.readyAtSeconds)}`;
      return `${id(entry.component)}: ${policyOf(scenario, entry.component)}${entry.from} → ${entry.to}${ready}`;
    }
    case 'down':
      return `${entry.components.map(id).join(', ')}: down`;
    case 'up':
      return `${entry.components.map(id).join(', ')}: up again`;
    case 'linkDown':
      return `link ${link(entry.link)}: down`;
    case 'linkUp':
      return `link ${link(entry.link)}: up again`;
    case 'cacheFlushed':
      return `${id(entry.component)}: lost everything it held`;
    case 'weightChanged':
      return `${id(entry.component)}: another share of the requests goes to the new version`;
    case 'updateStarted':
      return `${id(entry.component)}: a rolling update begins`;
    case 'jobFailed':
      return `${id(entry.component)}: the job failed`;
    case 'jobRestarted':
      return `${id(entry.component)}: the job reads again`;
    case 'memberCrashed':
      return `${id(entry.component)}: a consumer crashed`;
    case 'alertOn':
      return `alert (${entry.severity}): the error budget is spent too fast`;
    case 'alertOff':
      return `alert (${entry.severity}) over`;
  }
}

/** One line of the log, for example “t = 312 s: model: HPA 3 → 6, ready at 357 s”. */
export function describeEntry(entry: LiveEntry, scenario: Scenario): string {
  return `t = ${formatMoment(entry.atSeconds)}: ${whatHappened(entry, scenario)}`;
}
