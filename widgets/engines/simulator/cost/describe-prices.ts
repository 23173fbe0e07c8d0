import { placeNamed } from '../network/places.ts';
import type { Component, Scenario } from '../scenario.ts';
import { changePrices } from './change-prices.ts';
import type { PriceBook } from './price-book.ts';

/** Something to know before a cost is believed. `id` is the component that it is about; null where it is about a place. */
export interface PriceNote {
  readonly id: string | null;
  readonly sentence: string;
}

/** Providers whose machines can stand anywhere: they have no regions of their own. */
const ANYWHERE = ['neutral', 'onPremise', 'device'];

/** The machine or product of a component, and whose it is. */
function boughtBy(component: Component, book: PriceBook): { name: string; provider: string } | undefined {
  const { instance, product } = component as { instance?: string; product?: string };
  if (instance !== undefined) return { name: instance, provider: book.instances[instance]!.provider };
  const table =
    component.kind === 'functions' ? book.functions : component.kind === 'gateway' ? book.gateways : book.logs;
  const entry = product === undefined ? undefined : table[product];
  return entry && { name: product!, provider: entry.provider };
}

const listed = (names: readonly string[]) => names.slice(0, 6).join(', ');

function unknownRegions({ places }: Scenario, book: PriceBook): PriceNote[] {
  return places.flatMap(({ id, region }) => {
    if (region === undefined || book.regions[region]) return [];
    const { defaultRegion } = book.carbon;
    const grams = book.regions[defaultRegion]!.gramsPerKilowattHour;
    return [
      {
        id: null,
        sentence: `No grid is known for the region ${region} of the place ${id}: carbon is counted with ${grams} g/kWh of ${defaultRegion}. Name a region of the price book, for example ${listed(Object.keys(book.regions))}.`,
      },
    ];
  });
}

/** A price of one provider for a machine at a place of another, or in a shop, where nobody rents it out. */
function pricesElsewhere(scenario: Scenario, book: PriceBook): PriceNote[] {
  return scenario.components.flatMap((component) => {
    const bought = boughtBy(component, book);
    if (!bought || ANYWHERE.includes(bought.provider)) return [];
    const place = placeNamed(scenario.places, component.place);
    const local = book.regions[place.region]?.provider;
    const isAway = local !== undefined && !ANYWHERE.includes(local) && local !== bought.provider;
    if (!isAway && place.kind === 'cloudZone') return [];
    const label = (name: string) => book.providers[name]?.label ?? name;
    const where = isAway ? `a region of ${label(local)}` : place.kind === 'device' ? 'a device' : 'an edge site';
    const wanted = isAway ? [local, 'neutral'] : place.kind === 'device' ? ['device'] : ['onPremise', 'device'];
    const others = Object.entries(book.instances).filter(([, { provider }]) => wanted.includes(provider));
    return [
      {
        id: component.id,
        sentence: `${component.id} is at ${component.place}, ${where}, and pays for ${bought.name} of ${label(bought.provider)}: there is no such price there. Use ${listed(others.map(([name]) => name))}.`,
      },
    ];
  });
}

/** Prices and grids that are missing for a place, each with what to do. */
export function describePrices(scenario: Scenario): PriceNote[] {
  const book = changePrices(scenario.priceBook);
  return [...unknownRegions(scenario, book), ...pricesElsewhere(scenario, book)];
}
