import { type Autoscaling, maximumReplicasOf } from '../../engines/simulator/autoscaling/schema.ts';
import { capacityOf } from '../../engines/simulator/estimate/capacity.ts';
import type { Component } from '../../engines/simulator/scenario.ts';
import type { Command } from '../commands/command.ts';
import { findParameter } from '../component-kinds.ts';
import type { Context, Curves } from './context.ts';

/** What a kind has more of to serve more, and its words. */
const UNITS = {
  modelServer: { key: 'replicas', one: 'replica', many: 'replicas' },
  llmServer: { key: 'replicas', one: 'replica', many: 'replicas' },
  streamProcessor: { key: 'consumers', one: 'consumer', many: 'consumers' },
  device: { key: 'devices', one: 'device', many: 'devices' },
} as const;

/** The keys of the bounds that each autoscaling policy has, in its own words. */
export const BOUNDS: Readonly<Record<Autoscaling['policy'], { readonly least: string; readonly most: string }>> = {
  hpa: { least: 'minReplicas', most: 'maxReplicas' },
  kpa: { least: 'minScale', most: 'maxScale' },
  keda: { least: 'minReplicaCount', most: 'maxReplicaCount' },
  targetTracking: { least: 'minCapacity', most: 'maxCapacity' },
};

export type Scaled = Extract<Component, { kind: keyof typeof UNITS }>;

export function isScaled(component: Component): component is Scaled {
  return component.kind in UNITS;
}

const settingsOf = (component: Scaled) =>
  component as unknown as Readonly<Record<string, number>> & { readonly autoscaling?: Autoscaling };

/** The words for so many units: “6 replicas”. */
export function inUnits(component: Scaled, count: number): string {
  const { one, many } = UNITS[component.kind];
  return `${count} ${count === 1 ? one : many}`;
}

/** The log that a stream processor reads. */
export function logOf({ id }: Component, { scenario }: Context) {
  return scenario.components.find((component) => component.kind === 'partitionedLog' && component.to === id) as
    | Extract<Component, { kind: 'partitionedLog' }>
    | undefined;
}

/** How many units there are at the start of a run, and the most that there can be: of consumers as many as partitions. */
export function countsOf(component: Scaled, context: Context): { readonly start: number; readonly most: number } {
  const settings = settingsOf(component);
  const start = settings[UNITS[component.kind].key] ?? 1;
  const most = settings.autoscaling ? maximumReplicasOf(settings.autoscaling) : start;
  const partitions =
    component.kind === 'streamProcessor' ? (logOf(component, context)?.partitions ?? Infinity) : Infinity;
  return { start: Math.min(start, partitions), most: Math.min(most, partitions) };
}

/** Requests per second that so many units serve; undefined where it cannot be told. */
export function capacityWith(component: Scaled, count: number, curves: Curves): number | undefined {
  const { autoscaling: _, ...fixed } = settingsOf(component);
  return capacityOf({ ...fixed, [UNITS[component.kind].key]: count } as never, curves);
}

/** The fewest units that serve at least so many per second; undefined where more than the format allows would be needed. */
export function enoughUnits(component: Scaled, ratePerSecond: number, curves: Curves): number | undefined {
  const most = findParameter(component.kind, UNITS[component.kind].key)?.maximum ?? 1;
  const isEnough = (count: number) => (capacityWith(component, count, curves) ?? 0) >= ratePerSecond;
  if (!Number.isFinite(ratePerSecond) || !isEnough(most)) return undefined;
  let [low, high] = [1, most];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Commands that let a component have so many units: partitions for consumers, the bound of its autoscaler, or the number itself. `least` also keeps them. */
export function giveUnits(
  component: Scaled,
  count: number,
  context: Context,
  least: 'least' | 'most' = 'most',
): Command[] {
  const { autoscaling } = settingsOf(component);
  const set = (id: string, path: string, value: unknown): Command => ({ type: 'setParameter', id, path, value });
  const log = component.kind === 'streamProcessor' ? logOf(component, context) : undefined;
  const partitions = log && log.partitions < count ? [set(log.id, 'partitions', count)] : [];
  const { key } = UNITS[component.kind];
  if (!autoscaling) return [...partitions, set(component.id, key, count)];
  const bounds = BOUNDS[autoscaling.policy];
  const isTooFew = maximumReplicasOf(autoscaling) < count;
  return [
    ...partitions,
    ...(isTooFew ? [set(component.id, `autoscaling.${bounds.most}`, count)] : []),
    ...(least === 'least'
      ? [set(component.id, `autoscaling.${bounds.least}`, count), set(component.id, key, count)]
      : []),
  ];
}

/** One undo step out of several commands. */
export function together(commands: readonly Command[], label: string): Command {
  return commands.length === 1 ? commands[0]! : { type: 'batch', commands, label };
}
