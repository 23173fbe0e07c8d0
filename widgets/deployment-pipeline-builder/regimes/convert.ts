/**
 * The same workload as batch, real-time and streaming, by one rule each: the ones by which the scenarios of the course are made, so that turning one of
 * them gives the others. The pipeline's own regime stays as it was built.
 */
import { jurisdictionOf } from '../../engines/simulator/network/jurisdictions.ts';
import type { Scenario } from '../../engines/simulator/scenario.ts';
import { type Regime, regimes } from '../arrangements/arrangement.ts';
import type { Draft, DraftComponent } from '../draft.ts';
import { readWorkload, type Workload } from './workload.ts';

/** Seconds between two runs of the batch job, and the start of its machines. */
const PERIOD_SECONDS = 300;
const STARTUP_SECONDS = 20;
/** Users who are not said to be anywhere are in a city, a round trip of 40 ms away, at the price of egress of the large clouds. */
const CITY = 'city';
const CITY_LINK = { roundTripSeconds: 0.04, usdPerGb: 0.09 };
/** A prediction is short. */
const ANSWER_BYTES = 100;

type Parts = Pick<Draft, 'components' | 'places' | 'links'>;

function without(input: Readonly<Record<string, unknown>>): DraftComponent {
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined),
  ) as unknown as DraftComponent;
}

function sourceOf(workload: Workload, more: Readonly<Record<string, unknown>>): DraftComponent {
  const { sourceId: id, arrivals, payloadBytes, payloadCv, personalData } = workload;
  return without({ id, arrivals, payloadBytes, payloadCv, personalData: personalData || undefined, ...more });
}

/** Where who asks is in a regime that crosses the network; at the edge who asks stands beside the model. */
function homeOf({ home, place, isAtEdge }: Workload): string {
  return isAtEdge ? place : home === place ? CITY : home;
}

function asBatch(workload: Workload): DraftComponent[] {
  const { ratePerSecond, units, place, isAtEdge, serviceTime, instance } = workload;
  const rows = ratePerSecond * PERIOD_SECONDS;
  // Two chunks for each worker, in whole thousands; a single worker gets all rows at once.
  const chunkRows = units === 1 ? Math.ceil(rows) : 1000 * Math.ceil(rows / units / 2 / 1000);
  return [
    sourceOf(workload, { kind: 'dataset', place, everySeconds: PERIOD_SECONDS, to: 'job' }),
    without({
      ...{ id: 'job', kind: 'batchJob', place, workers: units, chunkRows: Math.max(1, chunkRows) },
      ...{ startupSeconds: STARTUP_SECONDS, serviceTime, instance, purchase: isAtEdge ? undefined : 'spot' },
    }),
  ];
}

function asRealTime(workload: Workload): DraftComponent[] {
  const { ratePerSecond, units, place, isAtEdge, serviceTime, instance } = workload;
  const answerBytes = workload.answerBytes || ANSWER_BYTES;
  const asks = (to: string) => sourceOf(workload, { kind: 'traffic', place: homeOf(workload), answerBytes, to });
  const model = { id: 'model', place, queueCapacity: 100, serviceTime, instance };
  if (isAtEdge) return [asks('model'), without({ ...model, kind: 'device', devices: units })];
  const rateLimit = { ratePerSecond: 2 * ratePerSecond, burst: Math.max(1, Math.ceil(ratePerSecond)) };
  return [
    asks('gateway'),
    without({ id: 'gateway', kind: 'gateway', place, rateLimit, to: 'model' }),
    without({ ...model, kind: 'modelServer', replicas: units }),
  ];
}

function asStreaming(workload: Workload): DraftComponent[] {
  const { units, place, isAtEdge, serviceTime, instance } = workload;
  const keys = workload.keys ?? { count: 1000, zipfExponent: 0 };
  const product = isAtEdge ? 'self-hosted' : undefined;
  return [
    sourceOf(workload, { kind: 'eventStream', place: homeOf(workload), keys, to: 'log' }),
    without({ id: 'log', kind: 'partitionedLog', place, partitions: 2 * units, product, to: 'scorer' }),
    without({
      id: 'scorer',
      kind: 'streamProcessor',
      place,
      consumers: units,
      maxPollRecords: 100,
      serviceTime,
      instance,
    }),
  ];
}

const RULES: Readonly<Record<Regime, (workload: Workload) => DraftComponent[]>> = {
  batch: asBatch,
  'real-time': asRealTime,
  streaming: asStreaming,
};

/** Places that the components still stand at, and the links between them; a city that was not there before lies where the model's region is. */
function surroundings(
  components: readonly DraftComponent[],
  workload: Workload,
  { places, links }: Scenario,
): Omit<Parts, 'components'> {
  const used = new Set(components.map((component) => component.place ?? 'cloud'));
  const home = homeOf(workload);
  const region = places.find(({ id }) => id === workload.place)?.region;
  const isNew = used.has(CITY) && !places.some(({ id }) => id === CITY) && home === CITY;
  const city = { id: CITY, kind: 'edgeSite', ...(region === undefined ? {} : { region: jurisdictionOf(region) }) };
  const kept = links.filter(({ from, to }) => used.has(from) && used.has(to));
  const isLinked = kept.some(({ from, to }) => [from, to].includes(home) && [from, to].includes(workload.place));
  const needsLink = used.has(home) && home !== workload.place && !isLinked;
  return {
    places: [...places.filter(({ id }) => used.has(id)), ...(isNew ? [city] : [])],
    links: [...kept, ...(needsLink ? [{ from: home, to: workload.place, ...CITY_LINK }] : [])],
  };
}

const words: Readonly<Record<Regime, string>> = { batch: 'batch', 'real-time': 'real-time', streaming: 'streaming' };

/** A pipeline in another regime, as a draft that can be opened and run. */
export interface Converted {
  readonly regime: Regime;
  /** True for the regime that the pipeline had. */
  readonly isOwn: boolean;
  readonly draft: Draft;
  /** The component that scores. */
  readonly modelId: string;
}

const MODEL_IDS: Readonly<Record<Regime, string>> = { batch: 'job', 'real-time': 'model', streaming: 'scorer' };

/** The pipeline and the same workload in the two other regimes; or a sentence that says why it cannot be turned. */
export function convertToRegimes(draft: Draft, scenario: Scenario): readonly Converted[] | string {
  const workload = readWorkload(scenario);
  if (typeof workload === 'string') return workload;
  return regimes.map((regime): Converted => {
    if (regime === workload.regime) return { regime, isOwn: true, draft, modelId: workload.modelId };
    const components = RULES[regime](workload);
    const { title, priceBook, gridShape } = draft;
    return {
      regime,
      isOwn: false,
      modelId: MODEL_IDS[regime],
      draft: {
        title: `${typeof title === 'string' ? title : 'Pipeline'}, as ${words[regime]}`.slice(0, 200),
        ...without({ priceBook, gridShape }),
        components,
        ...surroundings(components, workload, scenario),
        run: draft.run,
      } as Draft,
    };
  });
}
