import { placeNamed } from '../network/places.ts';
import type { CostResult, EnergyResult } from './cost-result.ts';
import type { Component, Scenario } from '../scenario.ts';
import { carbonOfUsage, gridOf } from './carbon.ts';
import { changePrices } from './change-prices.ts';
import { type Charge, type CostCategory, chargesOf, HOURS_PER_MONTH } from './charge.ts';
import { categoryOf, type PriceUsed } from './cost-of-usage.ts';
import { gridShapes } from './grid-hours.ts';
import { idleShareOf, kilowattHoursOf } from './energy.ts';
import type { PriceBook } from './price-book.ts';
import { priceCharges } from './price-charges.ts';
import type { Purchase, Usage } from './usage.ts';

/** Bytes in a gigabyte as clouds charge for transfer. */
const BYTES_PER_GB = 1e9;

/** What a run used, over all replications. */
export interface UsedInRun {
  readonly usages: Readonly<Record<string, Usage | undefined>>;
  /** By link. */
  readonly linkBytes: ArrayLike<number>;
  /** Simulated time after the warm-up. */
  readonly measuredSeconds: number;
  readonly completed: number;
  /** Requests that came and went; of them those not completed were not served. */
  readonly finished: number;
  /** Share of the completed requests that kept the objective on their sojourn time; undefined where there is none. */
  readonly shareWithinObjective: number | null | undefined;
}

export interface ScenarioCost {
  readonly cost: CostResult;
  readonly energy: EnergyResult;
  readonly carbonGrams: number;
  /** Keyed by component id. */
  readonly costUsdOf: Readonly<Record<string, number>>;
  /** Share of the paid time without work, keyed by component id; only where something can stand idle. */
  readonly idleShareOf: Readonly<Record<string, number>>;
}

/** What a component says of its machines, as far as it has such keys. */
type Bought = { readonly purchase?: Purchase } & {
  readonly [Count in 'replicas' | 'consumers' | 'workers' | 'reserved']?: number;
};

/** The usage with how its machines were bought, what a reservation pays for in any case, and what is beyond it. */
function boughtAs(usage: Usage, component: Component, measuredSeconds: number): Usage {
  if (usage.type !== 'instance') return usage;
  const settings = component as Bought;
  const { purchase = usage.purchase, replicas, consumers, workers, reserved } = settings;
  if (purchase === undefined || purchase === 'onDemand') return usage;
  const committedSeconds = (reserved ?? replicas ?? consumers ?? workers ?? 1) * measuredSeconds;
  // Where nobody counted them apart the machines are always there; a job's are what its reservation is for.
  const isFixed = usage.uncommittedSeconds === undefined && reserved !== undefined;
  const beyond = isFixed ? { uncommittedSeconds: Math.max(0, usage.seconds - committedSeconds) } : {};
  return { ...usage, ...beyond, purchase, committedSeconds };
}

type Owned = Charge & { readonly owner: string | undefined };

/** Lines of the bill that belong to no component: links, what is kept all the time, and people. */
function commonCharges(scenario: Scenario, { linkBytes, measuredSeconds }: UsedInRun, book: PriceBook): Charge[] {
  const { links, standing, people } = scenario;
  const own = { date: '', source: 'the scenario', isAssumed: true };
  const months = measuredSeconds / 3600 / HOURS_PER_MONTH;
  const charges: Charge[] = links.flatMap((link, i) =>
    link.usdPerGb === 0
      ? []
      : [
          {
            category: 'egress',
            name: `link ${link.from} – ${link.to}`,
            usd: link.usdPerGb,
            per: 'GB',
            used: linkBytes[i]! / BYTES_PER_GB,
            freePerMonth: book.egress.freeGbPerMonth,
            freePool: 'egress',
            ...own,
          },
        ],
  );
  for (const { product, gb } of standing?.storage ?? [])
    charges.push(...chargesOf({ type: 'storage', product, gbSeconds: gb * measuredSeconds }, book));
  if (standing && standing.publicIpv4 > 0) {
    const { usdPerHour, provider: _, ...provenance } = book.publicIpv4;
    const used = (standing.publicIpv4 * measuredSeconds) / 3600;
    charges.push({ category: 'addresses', name: 'public IPv4', usd: usdPerHour, per: 'hour', used, ...provenance });
  }
  if (people) {
    const used = people.hoursPerMonth * months;
    charges.push({ category: 'people', name: 'people', usd: people.usdPerHour, per: 'hour', used, ...own });
  }
  return charges;
}

/** Energy of the bytes on links, at the mean of the grids at their ends: 0.001 kWh per gigabyte (Cloud Carbon Footprint). */
function networkEnergy(scenario: Scenario, linkBytes: ArrayLike<number>, book: PriceBook) {
  let kilowattHours = 0;
  let grams = 0;
  scenario.links.forEach(({ from, to }, i) => {
    const own = (linkBytes[i]! / BYTES_PER_GB) * book.carbon.networkKilowattHoursPerGb;
    const grids = [from, to].map((id) => gridOf(placeNamed(scenario.places, id).region, book));
    kilowattHours += own;
    grams += (own * (grids[0]! + grids[1]!)) / 2;
  });
  return { kilowattHours, grams };
}

function energyOf(scenario: Scenario, used: UsedInRun, book: PriceBook): EnergyResult & { grams: number } {
  let computing = 0;
  let grams = 0;
  for (const { id, place } of scenario.components) {
    const usage = used.usages[id];
    if (!usage) continue;
    computing += kilowattHoursOf(usage, book);
    grams += carbonOfUsage(usage, book, placeNamed(scenario.places, place).region, gridShapes[scenario.gridShape]);
  }
  const network = networkEnergy(scenario, used.linkBytes, book);
  const all = grams + network.grams;
  return {
    kilowattHours: computing + network.kilowattHours,
    networkKilowattHours: network.kilowattHours,
    gramsPer1000Completed: used.completed > 0 ? (all / used.completed) * 1000 : null,
    grams: all,
  };
}

const perThousand = (usd: number, count: number) => (count > 0 ? (usd / count) * 1000 : null);

function lossOf(scenario: Scenario, { completed, finished, measuredSeconds }: UsedInRun): Pick<CostResult, 'down'> {
  const usdPerDownMinute = scenario.billing?.usdPerDownMinute ?? 0;
  if (usdPerDownMinute === 0) return {};
  const minutes = finished > 0 ? ((1 - completed / finished) * measuredSeconds) / 60 : 0;
  return { down: { minutes, usd: minutes * usdPerDownMinute } };
}

/**
 * Adds up what the components used, what the links carried, what is kept all the time, and people. Every line of the bill belongs to one of them, so
 * their sum is the total.
 */
export function costScenario(scenario: Scenario, used: UsedInRun): ScenarioCost {
  const book = changePrices(scenario.priceBook);
  const { measuredSeconds, completed, shareWithinObjective } = used;
  const breakdown: Partial<Record<CostCategory, number>> = {};
  const costUsdOf: Record<string, number> = {};
  const idleShares: Record<string, number> = {};
  const prices = new Map<string, PriceUsed>();
  const charges: Owned[] = [];
  const byId = new Map(scenario.components.map((component) => [component.id, component]));
  for (const [owner, usage] of Object.entries(used.usages)) {
    costUsdOf[owner] = 0;
    if (!usage) continue;
    breakdown[categoryOf(usage)] ??= 0;
    const component = byId.get(owner)!;
    charges.push(
      ...chargesOf(boughtAs(usage, component, measuredSeconds), book).map((charge) => ({ ...charge, owner })),
    );
    const idle = idleShareOf(usage);
    if (idle !== undefined) idleShares[owner] = idle;
  }
  charges.push(...commonCharges(scenario, used, book).map((charge) => ({ ...charge, owner: undefined })));
  const months = measuredSeconds / 3600 / HOURS_PER_MONTH;
  priceCharges(charges, scenario.billing?.tiers ?? 'first', months).forEach(({ category, total, ...charge }, i) => {
    const { owner } = charges[i]!;
    breakdown[category] = (breakdown[category] ?? 0) + total;
    if (owner !== undefined) costUsdOf[owner]! += total;
    const { name, usd, per, date, source, isAssumed } = charge;
    prices.set(name, { name, usd, per, date, source, isAssumed });
  });
  const totalUsd = Object.values(breakdown).reduce((sum, usd) => sum + usd, 0);
  const { grams, ...energy } = energyOf(scenario, used, book);
  const idleUsd = Object.entries(idleShares)
    .filter(([id]) => used.usages[id]?.type === 'instance')
    .reduce((sum, [id, idle]) => sum + idle * costUsdOf[id]!, 0);
  const cost = {
    totalUsd,
    usdPerDay: (totalUsd / measuredSeconds) * 86_400,
    usdPer1000Completed: perThousand(totalUsd, completed),
    usdPer1000WithinObjective:
      shareWithinObjective === undefined ? null : perThousand(totalUsd, completed * (shareWithinObjective ?? 0)),
    idleUsd,
    ...lossOf(scenario, used),
    breakdown,
    prices: [...prices.values()],
  };
  return { cost, energy, carbonGrams: grams, costUsdOf, idleShareOf: idleShares };
}
