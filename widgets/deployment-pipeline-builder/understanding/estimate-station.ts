import { createBatching } from '../../engines/simulator/batching/schema.ts';
import { knownLaw } from '../../engines/simulator/estimate/capacity.ts';
import type { Component, ComponentOf } from '../../engines/simulator/scenario.ts';
import { bulkService, microBatchSojourn, predictionAge } from '../../engines/simulator/theory/index.ts';
import { formatSeconds } from '../../kit/format.ts';
import type { Context } from '../findings/context.ts';
import { meanRun } from '../findings/rules/batch.ts';
import { logOf } from '../findings/units.ts';
import { machineSeconds, meanMakespan } from './batch-theory.ts';
import type { ArrivalShape } from './arrival-shapes.ts';
import { serviceMoments } from '../../engines/simulator/theory/service-moments.ts';
import { estimateServers } from './server-theory.ts';
import { type StationEstimate, unknown } from './station-estimate.ts';

interface Station<Kind extends Component['kind']> {
  readonly component: ComponentOf<Kind>;
  readonly ratePerSecond: number;
  readonly shape: ArrivalShape;
  readonly context: Context;
}

const NO_CURVE = 'The time of its model is not measured yet.';
const BAILEY = 'Bailey 1954; Neuts 1967';
/** Largest batch that is worked out here: the law of the number left behind takes a moment for more. */
const LARGEST_BATCH = 64;

/** A batch, or a poll, takes all that wait up to a largest size; `shares` are the stations that the arrivals are spread over. */
function estimateBulk(
  { component, ratePerSecond, shape, context }: Station<'modelServer'> | Station<'streamProcessor'>,
  shares: number,
  largest: number,
  assumes: readonly string[],
): StationEstimate {
  const known = knownLaw(component, context.curves);
  const utilisation = context.loads.get(component.id)!.utilisation;
  if (!known) return unknown(NO_CURVE, utilisation);
  if (shape.cv !== 1) return unknown('Batches have a closed form for random (Poisson) arrivals only.', utilisation);
  const { law, draw } = known;
  const isRowByRow = component.kind === 'streamProcessor' && !law.isBatchLaw;
  const seconds = (size: number) => (isRowByRow ? size * draw : law.seconds(size, draw));
  const rate = ratePerSecond / shares;
  const most = Math.min(largest, LARGEST_BATCH);
  if (rate * seconds(most) >= 0.95 * most)
    return unknown(
      'So close to its limit batches are nearly always full, and the sum of the closed form takes too long here. Run it.',
      utilisation,
    );
  const theory = bulkService(rate, most, seconds);
  const spread = law.isRandom ? ['every call takes its mean time'] : [];
  return {
    isKnown: true,
    utilisation: theory.utilisation,
    waitingSeconds: null,
    sojournSeconds: theory.meanSojournSeconds,
    formula: `M/D[b]/1 in batches of up to ${largest}`,
    source: BAILEY,
    isExact: spread.length === 0 && shares === 1,
    assumes: [...shape.assumes, ...assumes, ...spread],
  };
}

function estimateModelServer(station: Station<'modelServer'>): StationEstimate {
  const { component: server, ratePerSecond, shape, context } = station;
  const { utilisation } = context.loads.get(server.id)!;
  const moments = serviceMoments(server.serviceTime, server.variant, context.curves);
  if (!moments) return unknown(NO_CURVE, utilisation);
  if (server.autoscaling)
    return unknown(
      'Its replicas come and go with the load: no closed form follows an autoscaler. Run it.',
      utilisation,
    );
  if (server.spillOver || server.shedding || server.rollingUpdate || server.overflow === 'block')
    return unknown(
      'What it cannot take goes elsewhere by rules of its own: no closed form knows them. Run it.',
      utilisation,
    );
  const calls = server.concurrency * server.instancesPerReplica;
  if (server.queues === 'perReplica' && server.replicas > 1)
    return unknown(
      'Each replica has a queue of its own; how even they are is the balancer’s doing. Run it.',
      utilisation,
    );
  if (server.discipline === 'priority')
    return unknown(
      'Its classes wait for each other: the closed form is of each class, not of all. Run it.',
      utilisation,
    );
  const servers = server.replicas * calls;
  if (server.batching) {
    const { maxBatchSize, isOneBatchPerReplica, askAgainAt } = createBatching(server.batching);
    const isDelayed = askAgainAt(0) > 0;
    const hasSizes = 'preferredBatchSizes' in server.batching || 'allowedBatchSizes' in server.batching;
    if (isDelayed || hasSizes || (isOneBatchPerReplica ? server.replicas : servers) > 1)
      return unknown(
        'Batches on several servers, kept back for more or of set sizes have no closed form here. Run it.',
        utilisation,
      );
    return estimateBulk(station, 1, maxBatchSize, []);
  }
  if (server.contention > 0)
    return unknown('Its instances slow each other down: no closed form here. Run it.', utilisation);
  return estimateServers({
    ratePerSecond,
    arrivalCv: shape.cv,
    service: moments,
    servers,
    isShared: server.discipline === 'processorSharing',
    queueCapacity: server.queueCapacity,
    queueTimeoutSeconds: server.queueTimeoutSeconds,
    assumes: shape.assumes,
  });
}

function estimateDevice({ component: device, ratePerSecond, shape, context }: Station<'device'>): StationEstimate {
  const { utilisation } = context.loads.get(device.id)!;
  const moments = serviceMoments(device.serviceTime, undefined, context.curves);
  if (!moments) return unknown(NO_CURVE, utilisation);
  if (device.split || device.update)
    return unknown('Split networks and updates of a fleet have no closed form here. Run it.', utilisation);
  const each = device.devices === 1 ? [] : ['every device gets the same share, at random'];
  return estimateServers({
    ratePerSecond: ratePerSecond / device.devices,
    arrivalCv: device.devices === 1 || shape.cv === 1 ? shape.cv : undefined,
    service: moments,
    servers: 1,
    isShared: false,
    queueCapacity: device.queueCapacity,
    queueTimeoutSeconds: undefined,
    assumes: [...shape.assumes, ...each],
  });
}

function estimateStream(station: Station<'streamProcessor'>): StationEstimate {
  const { component: processor, ratePerSecond, context, shape } = station;
  const { serviceTime, processing, consumers } = processor;
  const { utilisation } = context.loads.get(processor.id)!;
  if (processor.autoscaling || processor.group || processor.windows || processing?.mode === 'checkpointed')
    return unknown(
      'Consumers that come and go, windows and checkpoints have no closed form for the whole. Run it.',
      utilisation,
    );
  const partitions = logOf(processor, context)?.partitions ?? consumers;
  if (processing?.mode === 'microBatch') {
    const known = serviceTime.distribution === 'affine' ? serviceTime : undefined;
    const { triggerSeconds } = processing;
    if (
      !known ||
      consumers > 1 ||
      triggerSeconds === undefined ||
      processing.maxRecordsPerBatch !== undefined ||
      shape.cv !== 1
    )
      return unknown(
        'Micro-batches have a closed form for one consumer, an interval, and a fixed time plus one per record. Run it.',
        utilisation,
      );
    const { baseSeconds, perItemSeconds } = known;
    const busy = (baseSeconds + perItemSeconds * ratePerSecond * triggerSeconds) / triggerSeconds;
    if (busy >= 1)
      return unknown(
        'A batch takes longer than the interval: it never catches up with its schedule. Run it.',
        utilisation,
      );
    return {
      isKnown: true,
      utilisation: busy,
      waitingSeconds: triggerSeconds / 2,
      sojournSeconds: microBatchSojourn(triggerSeconds, ratePerSecond, baseSeconds, perItemSeconds),
      formula: 'Micro-batches: half an interval, and a batch',
      source: 'Poisson arrivals seen by one of them (PASTA)',
      isExact: true,
      assumes: shape.assumes,
    };
  }
  const readers = Math.min(consumers, partitions);
  const even = readers === 1 ? [] : ['the keys are spread evenly over the partitions'];
  return estimateBulk(station, readers, processor.maxPollRecords, even);
}

function estimateBatchJob({ component: job, context }: Station<'batchJob'>): StationEstimate {
  const run = meanRun(job, context);
  if (!run) return unknown('No schedule leads to it, or the time of its model is not measured yet.');
  const makespanSeconds = meanMakespan(run, job.workers);
  if (makespanSeconds >= run.everySeconds)
    return unknown('A run takes longer than the time to the next: runs pile up.');
  const { isCollected } = run;
  const age = predictionAge(makespanSeconds, run.everySeconds);
  return {
    isKnown: true,
    // Machines are there only while they work; their share of the time is what is left.
    utilisation: machineSeconds(run) / (job.workers * run.everySeconds),
    waitingSeconds: isCollected ? run.everySeconds / 2 : null,
    sojournSeconds: makespanSeconds + (isCollected ? run.everySeconds / 2 : 0),
    formula: `Equal chunks in waves; a prediction in use is ${formatSeconds(age.mean)} old on average`,
    source: 'Half a period and the run: Graham 1966 for its bounds',
    isExact: false,
    assumes: [`a chunk takes its mean time and a run has ${run.rows} rows`],
  };
}

/** What theory says of a component that serves; undefined for one in which no time passes. */
export function estimateStation(
  component: Component,
  shape: ArrivalShape,
  context: Context,
): StationEstimate | undefined {
  const ratePerSecond = context.loads.get(component.id)!.offeredPerSecond;
  const station = { ratePerSecond, shape, context };
  if (ratePerSecond === 0) return component.kind === 'modelServer' ? unknown('Nothing comes here.') : undefined;
  switch (component.kind) {
    case 'modelServer':
      return estimateModelServer({ ...station, component });
    case 'device':
      return estimateDevice({ ...station, component });
    case 'streamProcessor':
      return estimateStream({ ...station, component });
    case 'batchJob':
      return estimateBatchJob({ ...station, component });
    case 'functions':
      return unknown(
        'Every request gets an instance at once, warm or cold: nobody waits in a line, and cold starts have no simple closed form.',
      );
    case 'llmServer':
      return unknown(
        'Tokens of many requests share each step: no closed form is near enough. Run it.',
        context.loads.get(component.id)!.utilisation,
      );
    case 'cache':
    case 'featureStore':
      return unknown('What it holds depends on what was asked before: run it to see its hit ratio.');
    case 'proxy':
      return unknown('Retries, hedges and breakers answer to failures: run it to see what they do.');
    default:
      return undefined;
  }
}
