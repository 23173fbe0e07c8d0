import { type Autoscaling, maximumReplicasOf } from '../autoscaling/schema.ts';
import { type Batching, createBatching } from '../batching/schema.ts';
import type { ComponentKind } from '../components/component-kind.ts';
import { componentKinds } from '../components/index.ts';
import { findVariant } from '../model-variants/schema.ts';
import { RandomStream } from '../random.ts';
import type { Component } from '../scenario.ts';
import type { ServiceTime } from '../service/schema.ts';
import { createVariantLaw } from '../service/variant-law.ts';
import { largestMicroBatch } from './stream-events.ts';
import type { Curves, ServiceLaw } from '../service/service-law.ts';

/** Draws behind the mean of a law whose mean is not written in the file. */
const SAMPLE = 2000;

/** The keys that compute components share, as far as a component has them. */
interface Shared {
  readonly serviceTime?: ServiceTime;
  readonly replicas?: number;
  readonly workers?: number;
  readonly consumers?: number;
  readonly devices?: number;
  readonly concurrency?: number;
  readonly instancesPerReplica?: number;
  readonly contention?: number;
  readonly discipline?: string;
  readonly startupSeconds?: number;
  readonly chunkRows?: number;
  readonly maxPollRecords?: number;
  readonly processing?: {
    readonly mode: string;
    readonly triggerSeconds?: number;
    readonly maxRecordsPerBatch?: number;
  };
  readonly batching?: Batching;
  readonly autoscaling?: Autoscaling | undefined;
  readonly variant?: string;
}

/** Mean of what a request draws: written in the file, the same every time, or the mean of a sample that is the same every time. */
function meanDraw(law: ServiceLaw, settings: ServiceTime): number {
  if (!law.isBatchLaw && 'meanSeconds' in settings) return settings.meanSeconds;
  const stream = new RandomStream(0, 0, 'estimate');
  const count = law.isRandom ? SAMPLE : 1;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += law.draw(stream);
  return sum / count;
}

/** The most replicas there can be: as many as written, or as a policy may create; Infinity when it has no bound. */
function mostReplicas({ replicas, workers, consumers, devices, autoscaling }: Shared): number {
  if (autoscaling === undefined) return replicas ?? workers ?? consumers ?? devices ?? 1;
  return maximumReplicasOf(autoscaling);
}

/** Records that one consumer takes at once where it reads a log: of a poll, or of the largest micro-batch that there may be. */
function recordsPerCall({ processing, consumers = 1, maxPollRecords }: Shared): number | undefined {
  return processing?.mode === 'microBatch' ? largestMicroBatch(processing, consumers) : maxPollRecords;
}

/** Seconds of one call and the requests in it, for a server that always finds work. */
function fullCall(shared: Shared, law: ServiceLaw, draw: number): { readonly size: number; readonly seconds: number } {
  const tasks = shared.chunkRows ?? recordsPerCall(shared);
  const size = tasks ?? shared.batching?.maxBatchSize ?? 1;
  // Chunks and polls take the rows of a law per request one after another; a request batch takes the draw of its oldest.
  const seconds = tasks !== undefined && !law.isBatchLaw ? size * draw : law.seconds(size, draw);
  // A micro-batch that ends early waits for the next trigger.
  const { mode, triggerSeconds = 0 } = shared.processing ?? { mode: '' };
  const most = mode === 'microBatch' ? Math.max(triggerSeconds, seconds) : seconds;
  return { size, seconds: most + (shared.startupSeconds ?? 0) };
}

interface KnownLaw {
  readonly law: ServiceLaw;
  readonly draw: number;
}

/** Laws by the curves they were made with and their settings as text: a scenario is estimated at every edit, and most components have the laws of before. */
const knownLaws = new WeakMap<Curves, Map<string, KnownLaw>>();
/** Settings that are kept for one set of curves; a person who moves a slider makes new ones all the time. */
const MOST_KNOWN = 2000;

function lawsOf(curves: Curves): Map<string, KnownLaw> {
  const kept = knownLaws.get(curves);
  if (kept && kept.size < MOST_KNOWN) return kept;
  const started = new Map<string, KnownLaw>();
  knownLaws.set(curves, started);
  return started;
}

/** The law of a component's service and the mean of what requests draw from it; undefined when the law is of a model without a curve. */
export function knownLaw(
  { serviceTime: settings, variant = 'original' }: { readonly serviceTime: ServiceTime; readonly variant?: string },
  curves: Curves,
): KnownLaw | undefined {
  if (settings.distribution === 'measured' && !Object.hasOwn(curves, settings.model)) return undefined;
  const known = lawsOf(curves);
  const key = `${variant} ${JSON.stringify(settings)}`;
  const before = known.get(key);
  if (before) return before;
  const law = createVariantLaw(settings, findVariant(variant), curves);
  const made = { law, draw: meanDraw(law, settings) };
  known.set(key, made);
  return made;
}

/**
 * Requests per second that a component serves when there is always work: Infinity when it serves nothing and so never saturates, undefined when it
 * cannot be told, because a measured service time has no curve yet.
 */
export function capacityOf(component: Component, curves: Curves): number | undefined {
  const kind = componentKinds.find((candidate) => candidate.kind === component.kind) as unknown as ComponentKind;
  if (kind.capacityPerSecond) return kind.capacityPerSecond(component as never, curves);
  const shared = component as Shared;
  if (shared.serviceTime === undefined) return Infinity;
  const known = knownLaw(shared as Shared & { readonly serviceTime: ServiceTime }, curves);
  if (!known) return undefined;
  const { size, seconds } = fullCall(shared, known.law, known.draw);
  const instances = shared.instancesPerReplica ?? 1;
  const slowdown = 1 + (shared.contention ?? 0) * (instances - 1);
  // Processor sharing divides one server's speed among the requests in it.
  const isOne = shared.discipline === 'processorSharing' || createBatching(shared.batching).isOneBatchPerReplica;
  const perReplica = isOne ? 1 : (shared.concurrency ?? 1) * instances;
  return (mostReplicas(shared) * perReplica * size) / (seconds * slowdown);
}

/** Mean seconds that a request alone spends in service; 0 where nothing is served, undefined when it cannot be told. */
export function serviceSecondsOf(component: Component, curves: Curves): number | undefined {
  const { serviceTime, variant } = component as Shared;
  if (serviceTime === undefined) return 0;
  const known = knownLaw({ serviceTime, ...(variant === undefined ? {} : { variant }) }, curves);
  return known?.law.seconds(1, known.draw);
}
