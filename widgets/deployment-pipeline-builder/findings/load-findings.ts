/** What simple theory says of each component's load: an offered load at or above the capacity cannot be served, whatever the randomness. */
import { limitOf } from '../../engines/simulator/guards/schema.ts';
import type { ComponentOf } from '../../engines/simulator/scenario.ts';
import { formatNumber, formatPercent } from '../../kit/format.ts';
import type { ServiceCurve } from '../../kit/service-curve.ts';
import type { Finding } from './finding.ts';
import type { Inflow } from './flow.ts';
import { meanCall, meanRows } from './mean-service.ts';

type Curves = Readonly<Record<string, ServiceCurve>>;

/** Share of the capacity from which waiting grows so steeply that a small surge is felt (Kingman: it grows as 1/(1 − share)). */
const tightFrom = 0.9;

/** Arriving against what can be served, both per second; `consequence` says what an overload does here. */
function compareLoad(
  id: string,
  inflow: Inflow,
  capacityPerSecond: number,
  consequence: (offeredLoad: number) => string,
): Finding[] {
  const { mean, peak } = inflow.rate;
  const can = `“${id}” can serve at most ${formatNumber(capacityPerSecond)} per second`;
  const offeredLoad = mean / capacityPerSecond;
  if (offeredLoad >= 1) {
    return [
      {
        componentId: id,
        severity: 'warning',
        sentence: `${can}, but ${formatNumber(mean)} per second arrive: ${consequence(offeredLoad)}`,
      },
    ];
  }
  if (peak >= capacityPerSecond) {
    return [
      {
        componentId: id,
        severity: 'warning',
        sentence: `${can}, but up to ${formatNumber(peak)} per second arrive at times: work piles up then.`,
      },
    ];
  }
  if (offeredLoad < tightFrom) return [];
  return [
    {
      componentId: id,
      severity: 'note',
      sentence: `${can} and ${formatNumber(mean)} per second arrive, ${formatPercent(offeredLoad)} of that: waiting grows steeply so close to the limit.`,
    },
  ];
}

export function checkGateway({ id, rateLimit }: ComponentOf<'gateway'>, { rate }: Inflow): Finding[] {
  if (!rateLimit) return [];
  const { ratePerSecond, burst } = limitOf(rateLimit);
  if (rate.peak <= ratePerSecond) return [];
  const limit = `The rate limit of “${id}” is ${formatNumber(ratePerSecond)} per second`;
  if (rate.mean <= ratePerSecond) {
    return [
      {
        componentId: id,
        severity: 'note',
        sentence: `${limit}, and up to ${formatNumber(rate.peak)} per second arrive at times: what the burst of ${formatNumber(burst)} does not cover is turned away.`,
      },
    ];
  }
  const turnedAway = 1 - ratePerSecond / rate.mean;
  return [
    {
      componentId: id,
      severity: 'warning',
      sentence: `${limit}, below the ${formatNumber(rate.mean)} per second that arrive: about ${formatPercent(turnedAway)} will be turned away. Raise the limit or lower the traffic.`,
    },
  ];
}

export function checkModelServer(server: ComponentOf<'modelServer'>, inflow: Inflow, curves: Curves): Finding[] {
  const { id, replicas, concurrency, batching, queueCapacity } = server;
  const batchSize = batching?.maxBatchSize ?? 1;
  const call = meanCall(server.serviceTime, batchSize, curves);
  if (!call || call.seconds === 0) return [];
  const capacityPerSecond = (replicas * concurrency * batchSize) / call.seconds;
  const needed = Math.floor((inflow.rate.mean * call.seconds) / (concurrency * batchSize)) + 1;
  return compareLoad(id, inflow, capacityPerSecond, (offeredLoad) => {
    const what =
      queueCapacity === undefined
        ? 'its queue grows without end.'
        : `about ${formatPercent(1 - 1 / offeredLoad)} will be rejected.`;
    return `${what} It needs at least ${needed} ${needed === 1 ? 'replica' : 'replicas'}, or shorter calls.`;
  });
}

export function checkStreamProcessor(
  processor: ComponentOf<'streamProcessor'>,
  inflow: Inflow,
  curves: Curves,
): Finding[] {
  const { id, consumers, maxPollRecords } = processor;
  const seconds = meanRows(processor.serviceTime, maxPollRecords, curves);
  if (!seconds) return [];
  const capacityPerSecond = (consumers * maxPollRecords) / seconds;
  return compareLoad(
    id,
    inflow,
    capacityPerSecond,
    () => 'its lag grows without end. Add consumers (and partitions for them), or shorten the calls.',
  );
}
