import { machineSeconds } from './batch-theory.ts';
import { waysCrossed } from './edge-flows.ts';
import { costScenario, type ScenarioCost } from '../../engines/simulator/cost/scenario-cost.ts';
import type { Usage } from '../../engines/simulator/cost/usage.ts';
import { priceBook } from '../../engines/simulator/cost/price-book.ts';
import type { Component, Scenario } from '../../engines/simulator/scenario.ts';
import type { Context } from '../findings/context.ts';
import { meanRun } from '../findings/rules/batch.ts';

const SECONDS_PER_DAY = 86_400;

/** Bytes of a request and its answer, by the mean of the sources weighted by what they send. */
function meanBytes({ scenario, loads }: Context): { readonly up: number; readonly down: number } {
  let [requests, up, down] = [0, 0, 0];
  for (const source of scenario.components) {
    if (!('payloadBytes' in source)) continue;
    const { offered } = loads.get(source.id)!;
    requests += offered;
    up += offered * source.payloadBytes;
    down += offered * source.answerBytes;
  }
  return requests === 0 ? { up: 0, down: 0 } : { up: up / requests, down: down / requests };
}

type Machines = {
  readonly instance: string;
  readonly replicas?: number;
  readonly consumers?: number;
  readonly devices?: number;
  readonly nodes?: number;
};

/** What a component uses in a day by means alone; null where nothing is paid for it, undefined where only a run can tell. */
function usageOf(component: Component, context: Context, bytesUp: number): Usage | null | undefined {
  const { offeredPerSecond, utilisation = 0 } = context.loads.get(component.id)!;
  const perDay = offeredPerSecond * SECONDS_PER_DAY;
  const rented = (count: number, instance: string): Usage => ({
    type: 'instance',
    instance,
    seconds: count * SECONDS_PER_DAY,
    busySeconds: Math.min(1, utilisation) * count * SECONDS_PER_DAY,
  });
  const { instance, replicas, consumers, devices, nodes } = component as unknown as Machines;
  switch (component.kind) {
    case 'modelServer':
      return component.autoscaling ? undefined : rented(replicas ?? 1, instance);
    case 'streamProcessor':
      return component.autoscaling ? undefined : rented(consumers ?? 1, instance);
    case 'llmServer':
      return rented(replicas ?? 1, instance);
    case 'device':
      return rented(devices ?? 1, instance);
    case 'cache':
    case 'featureStore':
      return rented(nodes ?? 1, instance);
    case 'gateway':
      return { type: 'gateway', product: component.product, requests: perDay };
    case 'partitionedLog': {
      const units = Math.max(1, Math.ceil(bytesUp / priceBook.logs[component.product]!.putUnitBytes));
      return {
        type: 'log',
        product: component.product,
        shardSeconds: component.partitions * SECONDS_PER_DAY,
        putUnits: units * perDay,
      };
    }
    case 'batchJob': {
      const run = meanRun(component, context);
      if (!run) return undefined;
      const seconds = (machineSeconds(run) * SECONDS_PER_DAY) / run.everySeconds;
      return {
        type: 'instance',
        instance,
        seconds,
        busySeconds: seconds,
        purchase: component.purchase ?? (component.spot ? 'spot' : 'onDemand'),
      };
    }
    case 'functions':
      return undefined;
    default:
      return null;
  }
}

/** Bytes over every link in a day: requests one way, their answers the other. Rows and events are not answered. */
function bytesOverLinks(
  scenario: Scenario,
  context: Context,
  bytes: { readonly up: number; readonly down: number },
): number[] {
  const crossings = waysCrossed(context);
  return scenario.links.map(({ from, to }) =>
    crossings
      .filter(
        (crossing) => (crossing.from === from && crossing.to === to) || (crossing.from === to && crossing.to === from),
      )
      .reduce(
        (sum, { perSecond, isAnswered }) =>
          sum + perSecond * SECONDS_PER_DAY * (bytes.up + (isAnswered ? bytes.down : 0)),
        0,
      ),
  );
}

export interface TheoryCost {
  /** By component, dollars per day; undefined where only a run can tell. */
  readonly usdPerDayOf: ReadonlyMap<string, number | undefined>;
  /** Undefined when that of a component is. */
  readonly usdPerDay: number | undefined;
  readonly prices: ScenarioCost['cost']['prices'];
}

/** The bill of a day at the dated prices, for what means say is used. */
export function theoryCost(context: Context): TheoryCost {
  const { scenario } = context;
  const bytes = meanBytes(context);
  const usages = new Map(scenario.components.map((component) => [component.id, usageOf(component, context, bytes.up)]));
  const known = [...usages].flatMap(([id, usage]): [string, Usage][] => (usage ? [[id, usage]] : []));
  const completed =
    context.ordered.reduce(
      (sum, { id, kind }) => (kind === 'traffic' ? sum + context.loads.get(id)!.offeredPerSecond : sum),
      0,
    ) * SECONDS_PER_DAY;
  const { cost, costUsdOf } = costScenario(scenario, {
    usages: Object.fromEntries(known),
    linkBytes: bytesOverLinks(scenario, context, bytes),
    measuredSeconds: SECONDS_PER_DAY,
    completed,
    finished: completed,
    shareWithinObjective: undefined,
  });
  const isWhole = [...usages.values()].every((usage) => usage !== undefined);
  return {
    usdPerDayOf: new Map(
      [...usages].map(([id, usage]) => [id, usage === undefined ? undefined : (costUsdOf[id] ?? 0)]),
    ),
    usdPerDay: isWhole ? cost.totalUsd : undefined,
    prices: cost.prices,
  };
}
