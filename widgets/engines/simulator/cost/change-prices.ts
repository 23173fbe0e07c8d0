import { nearest } from '../../../kit/nearest.ts';
import { describeFound, type Problem } from '../../../kit/problem.ts';
import { type PriceBook, type PriceChanges, priceBook } from './price-book.ts';

type Entry = Readonly<Record<string, unknown>>;
type Table = Readonly<Record<string, Entry>>;

const TABLES = ['instances', 'gateways', 'logs', 'functions', 'storage', 'discounts', 'providers', 'regions'] as const;
const SINGLES = ['publicIpv4', 'egress', 'carbon'] as const;

/** Who changes a price without saying where it comes from is its source, and it is assumed. */
const OWN = { date: '', source: 'the scenario', isAssumed: true };

const changeEntry = (entry: Entry, change: Entry | undefined): Entry =>
  change && Object.keys(change).length > 0 ? { ...entry, ...OWN, ...change } : entry;

function changeTable(table: Table, changes: Table): Table {
  return Object.fromEntries(Object.entries(table).map(([name, entry]) => [name, changeEntry(entry, changes[name])]));
}

/** The built-in book with these prices in place of its own. */
export function changePrices(changes: PriceChanges | undefined, book: PriceBook = priceBook): PriceBook {
  if (!changes) return book;
  const tables = TABLES.map((key) => [key, changeTable(book[key] as Table, (changes[key] ?? {}) as Table)]);
  const singles = SINGLES.map((key) => [key, changeEntry(book[key] as Entry, changes[key] as Entry | undefined)]);
  return { ...book, ...Object.fromEntries([...tables, ...singles]) } as PriceBook;
}

type Loose = Readonly<Record<string, unknown>>;

const asObject = (value: unknown): Loose => (typeof value === 'object' && value !== null ? (value as Loose) : {});

/** What contradicts the rest of the book: entries, providers and regions that it does not have, and machines that need less at work than at rest. */
export function findPriceProblems(changes: unknown, path: string, book: PriceBook = priceBook): Problem[] {
  const given = asObject(changes);
  const entries = TABLES.flatMap((key) =>
    Object.keys(asObject(given[key])).flatMap((name) => unknownEntry(name, key, path, Object.keys(book[key]))),
  );
  return [...entries, ...unknownNames(given, path, book), ...powerProblems(given, path, book)];
}

function unknownName(value: unknown, path: string, known: readonly string[]): Problem[] {
  if (typeof value !== 'string' || known.includes(value)) return [];
  const near = nearest(value, known);
  const fix = near === undefined ? 'Use one of them.' : `Did you mean "${near}"?`;
  return [{ path, expected: `one of ${known.join(', ')}`, found: describeFound(value), fix }];
}

/** Providers of entries, and the default region, must be in the book. */
function unknownNames(given: Loose, path: string, book: PriceBook): Problem[] {
  const providers = Object.keys(book.providers);
  const ofTables = TABLES.flatMap((key) =>
    Object.entries(asObject(given[key])).flatMap(([name, entry]) =>
      unknownName(asObject(entry)['provider'], `${path}${key}.${name}.provider`, providers),
    ),
  );
  const ofSingles = SINGLES.flatMap((key) =>
    unknownName(asObject(given[key])['provider'], `${path}${key}.provider`, providers),
  );
  const region = asObject(given['carbon'])['defaultRegion'];
  return [...ofTables, ...ofSingles, ...unknownName(region, `${path}carbon.defaultRegion`, Object.keys(book.regions))];
}

function unknownEntry(name: string, table: string, path: string, known: readonly string[]): Problem[] {
  if (known.includes(name)) return [];
  const near = nearest(name, known);
  const fix =
    near === undefined
      ? `Change an entry that is there, for example "${known.includes('neutral-cpu') ? 'neutral-cpu' : known[0]}".`
      : `Did you mean "${near}"?`;
  return [{ path: `${path}${table}.${name}`, expected: `one of ${known.join(', ')}`, found: describeFound(name), fix }];
}

function powerProblems(given: Loose, path: string, book: PriceBook): Problem[] {
  return Object.entries(asObject(given['instances'])).flatMap(([name, change]) => {
    const before = book.instances[name];
    if (!before) return [];
    const { idleWatts, maximumWatts }: Loose = { ...before, ...asObject(change) };
    if (typeof idleWatts !== 'number' || typeof maximumWatts !== 'number' || idleWatts <= maximumWatts) return [];
    return [
      {
        path: `${path}instances.${name}.idleWatts`,
        expected: `at most ${maximumWatts}, the power at full load`,
        found: `${idleWatts}`,
        fix: 'A machine does not need less power at work than at rest: lower idleWatts or raise maximumWatts.',
      },
    ];
  });
}
