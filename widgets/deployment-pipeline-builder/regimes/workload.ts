/** What a pipeline is asked to do, apart from the regime in which it does it: who asks, how often, and what answering takes. */
import { expectedArrivals } from '../../engines/simulator/arrivals/schema.ts';
import { routesOf } from '../../engines/simulator/compile.ts';
import { placeNamed } from '../../engines/simulator/network/places.ts';
import type { Component, Scenario } from '../../engines/simulator/scenario.ts';
import type { Arrivals } from '../../engines/simulator/arrivals/schema.ts';
import type { ServiceTime } from '../../engines/simulator/service/schema.ts';
import type { Regime } from '../arrangements/arrangement.ts';

export interface Workload {
  readonly regime: Regime;
  /** The id of the source: random streams are named by it, so it stays. */
  readonly sourceId: string;
  readonly arrivals: Arrivals;
  readonly ratePerSecond: number;
  readonly payloadBytes: number;
  readonly payloadCv: number;
  readonly answerBytes: number;
  readonly keys: object | undefined;
  readonly personalData: boolean;
  /** Where who asks is, and where the model runs. */
  readonly home: string;
  readonly place: string;
  /** The model runs on a site of one’s own or a device, and not in a cloud. */
  readonly isAtEdge: boolean;
  readonly modelId: string;
  readonly serviceTime: ServiceTime;
  /** Machines, consumers or workers. */
  readonly units: number;
  readonly instance: string;
}

const SOURCES: Readonly<Record<string, Regime>> = { dataset: 'batch', traffic: 'real-time', eventStream: 'streaming' };
const MODELS = ['modelServer', 'device', 'streamProcessor', 'batchJob', 'functions'];

interface Computes {
  readonly serviceTime: ServiceTime;
  readonly variant?: string;
  readonly instance?: string;
  readonly replicas?: number;
  readonly consumers?: number;
  readonly workers?: number;
  readonly devices?: number;
}

/** The last component along the ways that runs a model: in a hybrid the larger one. */
function lastModel(source: Component, { components }: Scenario): Component | undefined {
  let found: Component | undefined;
  const waiting = [source];
  const seen = new Set<string>();
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (seen.has(next.id)) continue;
    seen.add(next.id);
    if (MODELS.includes(next.kind)) found = next;
    for (const { id } of routesOf(next.to)) waiting.push(...components.filter((component) => component.id === id));
  }
  return found;
}

/** The workload of a pipeline with one source and a model behind it, or a sentence that says why there is none. */
export function readWorkload(scenario: Scenario): Workload | string {
  const sources = scenario.components.filter(({ kind }) => kind in SOURCES);
  const [source] = sources;
  if (sources.length !== 1 || !source)
    return 'Only a pipeline with one source can be turned: which of several would be the rows of the batch is not for a rule to say.';
  if (!('arrivals' in source) || !source.arrivals)
    return `“${source.id}” releases a fixed number of rows: there are no arrivals that a service could be asked by. Give it arrivals.`;
  if (source.arrivals.process === 'closed')
    return `The clients of “${source.id}” wait for each answer, so how much they ask depends on the regime: the arrivals would not be the same.`;
  const model = lastModel(source, scenario);
  if (!model) return 'No component runs a model: there is nothing that could work as a batch or on a stream.';
  const of = model as unknown as Computes;
  if (of.variant !== undefined && of.variant !== 'original')
    return `“${model.id}” runs a variant of its model, which only model servers do. Choose the original model.`;
  const place = placeNamed(scenario.places, model.place);
  return {
    regime: SOURCES[source.kind]!,
    sourceId: source.id,
    arrivals: source.arrivals,
    ratePerSecond: expectedArrivals(source.arrivals, scenario.run.durationSeconds) / scenario.run.durationSeconds,
    payloadBytes: source.payloadBytes,
    payloadCv: source.payloadCv,
    answerBytes: source.answerBytes,
    keys: source.keys,
    personalData: source.personalData ?? false,
    home: source.place,
    place: model.place,
    isAtEdge: place.kind !== 'cloudZone',
    modelId: model.id,
    serviceTime: of.serviceTime,
    units: of.replicas ?? of.consumers ?? of.workers ?? of.devices ?? 1,
    instance: of.instance ?? 'm5.xlarge',
  };
}
