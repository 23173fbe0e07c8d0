/** What means say of each component's load: an offered load at or above the capacity cannot be served, whatever the randomness. */
import { spillTarget, type StationLoad } from '../../../engines/simulator/estimate/offered-load.ts';
import { formatNumber, formatPercent, formatSeconds } from '../../../kit/format.ts';
import type { Context } from '../context.ts';
import type { Finding, Fix } from '../finding.ts';
import { capacityWith, countsOf, enoughUnits, giveUnits, inUnits, isScaled, type Scaled, together } from '../units.ts';

/** Share of the capacity from which waiting grows so steeply that a small surge is felt (Kingman: it grows as 1/(1 − share)). */
const TIGHT_FROM = 0.9;
/** What a fix leaves free: at 80 % a queue is four times as long as at half the load, and not without bound. */
const ROOMY = 0.8;

function moreUnits(component: Scaled, ratePerSecond: number, context: Context): Fix | undefined {
  const count = enoughUnits(component, ratePerSecond, context.curves);
  if (count === undefined || count <= countsOf(component, context).most) return undefined;
  const label = `Let “${component.id}” have ${inUnits(component, count)}`;
  return { label, command: together(giveUnits(component, count, context), label) };
}

/** What becomes of the requests that are too many. */
function consequence(
  component: Scaled,
  load: StationLoad,
  excess: number,
  isSteady: boolean,
  context: Context,
): string {
  const spill = spillTarget(component);
  if (spill !== undefined) return `about ${formatPercent(excess)} will go to “${spill}”.`;
  if (!load.isUnbounded) return `about ${formatPercent(excess)} will be rejected.`;
  const what = component.kind === 'streamProcessor' ? 'its lag' : 'its queue';
  if (isSteady) return `${what} grows without end.`;
  const { durationSeconds } = context.scenario.run;
  return `${what} grows to about ${formatNumber(Math.round(load.inSystemAtEnd))} by the end of the run, after ${formatSeconds(durationSeconds)}.`;
}

function overload(component: Scaled, capacityPerSecond: number, context: Context): Finding {
  const load = context.loads.get(component.id)!;
  const { mean, peak } = context.rates.get(component.id)!;
  const offered = load.offeredPerSecond;
  const isSteady = Math.abs(peak - mean) <= 0.01 * mean;
  // At exactly the capacity the queue still grows.
  const needed = enoughUnits(component, offered * (1 + 1e-9), context.curves);
  const what = consequence(component, load, 1 - capacityPerSecond / offered, isSteady, context);
  const arrive = isSteady ? 'arrive' : 'arrive on average over the run';
  const advice =
    needed === undefined ? 'Shorten the calls.' : `It needs at least ${inUnits(component, needed)}, or shorter calls.`;
  const fix = moreUnits(component, Math.max(offered / ROOMY, peak * (1 + 1e-9)), context);
  return {
    componentId: component.id,
    severity: spillTarget(component) === undefined ? 'warning' : 'note',
    sentence: `“${component.id}” can serve at most ${formatNumber(capacityPerSecond)} per second, but ${formatNumber(offered)} per second ${arrive}: ${what} ${advice}`,
    ...(fix && { fix }),
  };
}

function surge(component: Scaled, capacityPerSecond: number, peak: number, context: Context): Finding {
  const load = context.loads.get(component.id)!;
  const spill = spillTarget(component);
  const what =
    spill !== undefined
      ? `what is too much goes to “${spill}” then.`
      : load.isUnbounded
        ? 'work piles up then.'
        : 'some are turned away then.';
  const fix = moreUnits(component, Math.max(peak * (1 + 1e-9), load.offeredPerSecond / ROOMY), context);
  return {
    componentId: component.id,
    severity: spill === undefined ? 'warning' : 'note',
    sentence: `“${component.id}” can serve at most ${formatNumber(capacityPerSecond)} per second, but up to ${formatNumber(peak)} per second arrive at times: ${what}`,
    ...(fix && { fix }),
  };
}

function tight(component: Scaled, capacityPerSecond: number, context: Context): Finding {
  const { offeredPerSecond } = context.loads.get(component.id)!;
  const fix = moreUnits(component, offeredPerSecond / ROOMY, context);
  return {
    componentId: component.id,
    severity: 'note',
    sentence: `“${component.id}” can serve at most ${formatNumber(capacityPerSecond)} per second and ${formatNumber(offeredPerSecond)} per second arrive, ${formatPercent(offeredPerSecond / capacityPerSecond)} of that: waiting grows steeply so close to the limit.`,
    ...(fix && { fix }),
  };
}

/** Arriving against what can be served, both per second, by the simulator's own estimate of means. Batch jobs have a rule of their own. */
export function checkLoad(context: Context): Finding[] {
  return context.ordered.flatMap((component): Finding[] => {
    if (!isScaled(component)) return [];
    const { most } = countsOf(component, context);
    const capacity = most === Infinity ? Infinity : capacityWith(component, most, context.curves);
    if (capacity === undefined || !Number.isFinite(capacity)) return [];
    const { offeredPerSecond, utilisation = 0 } = context.loads.get(component.id)!;
    // Requests of closed loops count in what is offered and never pile up; the utilisation leaves them out.
    const load = (utilisation * (context.loads.get(component.id)!.capacityPerSecond ?? capacity)) / capacity;
    if (load >= 1) return [overload(component, capacity, context)];
    const { peak } = context.rates.get(component.id)!;
    if (peak >= capacity) return [surge(component, capacity, peak, context)];
    return offeredPerSecond < TIGHT_FROM * capacity || load < TIGHT_FROM ? [] : [tight(component, capacity, context)];
  });
}
