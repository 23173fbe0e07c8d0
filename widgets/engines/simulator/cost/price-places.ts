import type { OwnNumber } from '../../../kit/own-number.ts';
import { parseWith } from '../../../kit/parse-with.ts';
import type { Problem } from '../../../kit/problem.ts';
import { findPriceProblems } from './change-prices.ts';
import { type Dated, type PriceBook, type PriceChanges, priceBook } from './price-book.ts';
import { priceChangesSchema } from './price-book-schema.ts';

/** Tables of the price book as a student reads them. */
export const priceTables = [
  { table: 'instances', title: 'Machines' },
  { table: 'functions', title: 'Functions' },
  { table: 'gateways', title: 'Gateways' },
  { table: 'logs', title: 'Logs' },
  { table: 'storage', title: 'Storage' },
  { table: 'discounts', title: 'Discounts' },
  { table: 'providers', title: 'Data centres' },
  { table: 'regions', title: 'Grids' },
  { table: 'egress', title: 'Network' },
  { table: 'publicIpv4', title: 'Addresses' },
] as const satisfies readonly { table: keyof PriceBook; title: string }[];

export type PriceTable = (typeof priceTables)[number]['table'];
const SINGLES: readonly PriceTable[] = ['egress', 'publicIpv4'];

/** Names of the numbers, with their unit. Prices are in US dollars. */
const NAMES: Readonly<Record<string, string>> = {
  usdPerHour: 'USD an hour',
  idleWatts: 'watts at rest',
  maximumWatts: 'watts at full load',
  memoryGb: 'GB of memory',
  usdPerMillionRequests: 'USD a million requests',
  usdPerShardHour: 'USD a shard-hour',
  usdPerMillionPutUnits: 'USD a million put units',
  putUnitBytes: 'bytes of a put unit',
  usdPerGbSecond: 'USD a GB-second',
  usdPerVcpuSecond: 'USD a vCPU-second',
  usdPerGbMonth: 'USD a GB-month',
  usdPerGb: 'USD a GB',
  freeGbPerMonth: 'GB a month for nothing',
  share: 'share off the price',
  powerUsageEffectiveness: 'power usage effectiveness',
  gramsPerKilowattHour: 'grams of CO2 a kWh',
};

/** One number of the price book. */
export interface PricePlace {
  readonly table: PriceTable;
  /** Empty where the table is a single entry. */
  readonly entry: string;
  readonly key: string;
  readonly label: string;
  /** Of the built-in book. */
  readonly listed: number;
  readonly origin: Dated;
}

function placesOf(table: PriceTable, entry: string, values: object): PricePlace[] {
  const origin = values as Dated;
  return Object.entries(values).flatMap(([key, listed]) =>
    typeof listed === 'number' && NAMES[key] !== undefined
      ? [{ table, entry, key, label: NAMES[key], listed, origin }]
      : [],
  );
}

/** The numbers of one table, in the order of the book. */
export function pricePlaces(table: PriceTable): readonly PricePlace[] {
  const rows = priceBook[table];
  if (SINGLES.includes(table)) return placesOf(table, '', rows);
  return Object.entries(rows).flatMap(([entry, values]) => placesOf(table, entry, values as object));
}

type Tables = Record<string, Record<string, unknown>>;

/** The student's own value; undefined where the list's holds. */
export function ownPrice(changes: PriceChanges | undefined, { table, entry, key }: PricePlace): number | undefined {
  const rows = (changes as Tables | undefined)?.[table];
  const row = (entry === '' ? rows : rows?.[entry]) as Record<string, number> | undefined;
  return row?.[key];
}

/** The changes with one number set, dated and marked as the student's; or why the simulator refuses it. */
export function setPrice(
  changes: PriceChanges | undefined,
  { table, entry, key }: PricePlace,
  value: number,
  date: string,
): { readonly changes: PriceChanges; readonly problem: null } | { readonly problem: Problem } {
  const rows = (changes as Tables | undefined)?.[table] ?? {};
  const own = { date, source: 'your own price', isAssumed: true, [key]: value };
  const next =
    entry === '' ? { ...rows, ...own } : { ...rows, [entry]: { ...(rows[entry] as object | undefined), ...own } };
  const all = { ...changes, [table]: next };
  const parsed = parseWith(priceChangesSchema, all);
  const problem = parsed.ok ? findPriceProblems(all, '')[0] : parsed.problems[0];
  return problem ? { problem } : { changes: all as PriceChanges, problem: null };
}

/** The changes with one number as the list has it; undefined when that was the last. */
export function dropPrice(changes: PriceChanges, { table, entry, key }: PricePlace): PriceChanges | undefined {
  const all = structuredClone(changes) as unknown as Tables;
  const rows = all[table]!;
  const row = (entry === '' ? rows : rows[entry]) as Record<string, unknown>;
  delete row[key];
  const isBare = !Object.values(row).some((value) => typeof value === 'number');
  if (isBare && entry !== '') delete rows[entry];
  if (entry === '' ? isBare : Object.keys(rows).length === 0) delete all[table];
  return Object.keys(all).length === 0 ? undefined : (all as unknown as PriceChanges);
}

/** The numbers of one table as rows of a form. */
export function priceRows(table: PriceTable, changes: PriceChanges | undefined): (OwnNumber & { place: PricePlace })[] {
  return pricePlaces(table).map((place) => {
    const { entry, key, label, listed, origin } = place;
    const id = `${entry}-${key}`.replaceAll('.', '_');
    const provenance = { kind: 'assumed', source: origin.source, date: origin.date } as const;
    // Of machines the price an hour is asked about first; their power and memory decide energy.
    const isRare = table === 'instances' && key !== 'usdPerHour';
    return { id, name: entry, label, listed, own: ownPrice(changes, place), origin: provenance, isRare, place };
  });
}

/** The changes after a number was typed: the listed one, or nothing (`undefined`), is no price of one's own. Or why the simulator refuses it. */
export function takePrice(
  changes: PriceChanges | undefined,
  place: PricePlace,
  value: number | undefined,
  date: string,
): { readonly changes: PriceChanges | undefined; readonly problem: null } | { readonly problem: Problem } {
  if (value === undefined || value === place.listed) {
    const isOwn = changes !== undefined && ownPrice(changes, place) !== undefined;
    return { changes: isOwn ? dropPrice(changes, place) : changes, problem: null };
  }
  const set = setPrice(changes, place, value, date);
  return set.problem ? { problem: { ...set.problem, path: `${place.entry} ${place.label}`.trim() } } : set;
}

/** How many numbers are the student's own. */
export function ownPriceCount(changes: PriceChanges | undefined): number {
  return priceTables.reduce(
    (sum, { table }) => sum + pricePlaces(table).filter((place) => ownPrice(changes, place) !== undefined).length,
    0,
  );
}
