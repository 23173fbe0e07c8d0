import { type Dated, priceBook } from '../../widgets/engines/simulator/cost/price-book.ts';

type Row = Dated & Readonly<Record<string, unknown>>;

const provenance = ({ date, source, isAssumed }: Dated) => `${isAssumed ? 'assumed: ' : ''}${source}, ${date}`;

/** Numbers of a row with their unit, which is the last part of their key: `usdPerHour 0.192`. */
function numbersOf(row: Row): string {
  return Object.entries(row)
    .flatMap(([key, value]) => (typeof value === 'number' ? [`${key} ${value}`] : []))
    .join(', ');
}

const lines = (table: Readonly<Record<string, Dated>>): string[] =>
  Object.entries(table).map(([name, row]) => `${name}: ${numbersOf(row as Row)} (${provenance(row)}).`);

/** Every row of the built-in price book as a sentence: what, how much, from where and when. */
export const priceList: readonly string[] = [
  ...lines(priceBook.instances),
  ...lines(priceBook.discounts),
  ...lines(priceBook.gateways),
  ...lines(priceBook.functions),
  ...lines(priceBook.logs),
  ...lines(priceBook.storage),
  ...lines({ egress: priceBook.egress, 'public IPv4 address': priceBook.publicIpv4 }),
  ...lines(priceBook.providers),
  ...lines(priceBook.regions),
];
