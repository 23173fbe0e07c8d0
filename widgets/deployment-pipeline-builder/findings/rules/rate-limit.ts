import { limitOf } from '../../../engines/simulator/guards/schema.ts';
import type { ComponentOf } from '../../../engines/simulator/scenario.ts';
import { formatNumber, formatPercent } from '../../../kit/format.ts';
import type { Context } from '../context.ts';
import type { Finding, Fix } from '../finding.ts';

/** A limit at the very rate of random arrivals would turn some away in every burst. */
const MARGIN = 1.1;

/** Two digits, upwards: what a person would write for a limit just above the traffic. */
function roundUp(rate: number): number {
  const unit = 10 ** (Math.floor(Math.log10(rate)) - 1);
  return Number((Math.ceil(rate / unit - 1e-9) * unit).toPrecision(2));
}

function raise({ id, rateLimit }: ComponentOf<'gateway'>, ratePerSecond: number): Fix | undefined {
  if (!rateLimit) return undefined;
  const wanted = roundUp(MARGIN * ratePerSecond);
  const label = `Raise the limit of “${id}” to ${formatNumber(wanted)} per second`;
  if (rateLimit.policy === 'tokenBucket')
    return { label, command: { type: 'setParameter', id, path: 'rateLimit.ratePerSecond', value: wanted } };
  const permits = Math.ceil(wanted * rateLimit.limitRefreshPeriodSeconds);
  return { label, command: { type: 'setParameter', id, path: 'rateLimit.limitForPeriod', value: permits } };
}

function checkGateway(gateway: ComponentOf<'gateway'>, context: Context): Finding[] {
  const { id, rateLimit } = gateway;
  if (!rateLimit) return [];
  const { ratePerSecond, burst } = limitOf(rateLimit);
  const { peak } = context.rates.get(id)!;
  const { offeredPerSecond } = context.loads.get(id)!;
  // Clients of a closed loop wait for their answers, so that alone they never send too much.
  const mean = peak === 0 ? 0 : offeredPerSecond;
  const limit = `The rate limit of “${id}” is ${formatNumber(ratePerSecond)} per second`;
  if (mean > ratePerSecond) {
    const fix = raise(gateway, Math.max(mean, peak));
    return [
      {
        componentId: id,
        severity: 'warning',
        sentence: `${limit}, below the ${formatNumber(mean)} per second that arrive: about ${formatPercent(1 - ratePerSecond / mean)} will be turned away. Raise the limit or lower the traffic.`,
        ...(fix && { fix }),
      },
    ];
  }
  if (peak <= ratePerSecond) return [];
  const fix = raise(gateway, peak);
  return [
    {
      componentId: id,
      severity: 'note',
      sentence: `${limit}, and up to ${formatNumber(peak)} per second arrive at times: what the burst of ${formatNumber(burst)} does not cover is turned away.`,
      ...(fix && { fix }),
    },
  ];
}

/** A limit below the traffic, which turns requests away that could be served. */
export function checkRateLimits(context: Context): Finding[] {
  return context.scenario.components.flatMap((component) =>
    component.kind === 'gateway' ? checkGateway(component, context) : [],
  );
}
