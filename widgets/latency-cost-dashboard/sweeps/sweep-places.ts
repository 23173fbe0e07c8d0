import type { Scenario } from '../../engines/simulator/scenario.ts';
import { type NumberPlace, numberPlaces } from '../comparing/number-places.ts';
import { isReservedPlace, reservedPlaces } from './reserved-machines.ts';
import type { AxisFields } from './sweep-axis.ts';

/** What is asked about first: the ends of paths, in the order in which they are offered, with a range that shows something. */
const FIRST: readonly (readonly [ending: string, from: number, to: number, spacing: AxisFields['spacing']])[] = [
  ['.replicas', 1, 40, 'steps'],
  ['.concurrency', 1, 16, 'doubling'],
  ['.workers', 1, 16, 'doubling'],
  ['.consumers', 1, 16, 'doubling'],
  ['.batching.maxSize', 1, 64, 'doubling'],
  ['.batching.maxBatchSize', 1, 64, 'doubling'],
  ['.maxPollRecords', 1, 256, 'doubling'],
  ['.capacityItems', 10, 10_240, 'doubling'],
  ['.autoscaling.targetUtilisation', 0.3, 0.9, 'steps'],
  ['.targetUtilisation', 0.3, 0.9, 'steps'],
  ['.provisionedConcurrency', 0, 20, 'steps'],
  ['.reserved', 0, Infinity, 'steps'],
  ['.arrivals.ratePerSecond', 10, 100, 'steps'],
];

const rankOf = (path: string) => {
  const at = FIRST.findIndex(([ending]) => path.endsWith(ending));
  return at < 0 ? FIRST.length : at;
};

/** The numbers of a scenario that may be swept, those that decide latency and cost first; the order is otherwise the scenario's. */
export function sweepPlaces(scenario: Scenario): readonly NumberPlace[] {
  const others = numberPlaces(scenario).filter((place) => !isReservedPlace(place));
  return [...others, ...reservedPlaces(scenario)]
    .filter(({ minimum, maximum }) => minimum < maximum)
    .toSorted((a, b) => rankOf(a.path) - rankOf(b.path));
}

/** A range to begin with: the usual one of this number, else from half to twice its value, within what the simulator accepts. */
export function startingFields(place: NumberPlace): AxisFields {
  const within = (value: number) => Math.min(place.maximum, Math.max(place.minimum, value));
  const known = FIRST[rankOf(place.path)];
  const isRate = place.path.endsWith('ratePerSecond');
  if (known && !isRate) {
    const [, from, to, spacing] = known;
    const ends = { from: within(from), to: within(to) };
    const step = isReservedPlace(place) ? Math.ceil((ends.to - ends.from) / 40) : 1;
    return { ...ends, spacing, by: place.isWhole ? step : 7 };
  }
  const value = place.value === 0 ? 1 : place.value;
  const [low, high] = [within(value / 2), within(value * 2)];
  const from = place.isWhole ? Math.ceil(low) : low;
  const to = place.isWhole ? Math.max(from + 1, Math.floor(high)) : high;
  const by = place.isWhole ? Math.max(1, Math.ceil((to - from) / 20)) : 7;
  return { from, to: within(to), spacing: 'steps', by };
}
