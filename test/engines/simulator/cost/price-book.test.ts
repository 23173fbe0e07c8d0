import { describe, expect, test } from 'vitest';
import { changePrices } from '../../../../widgets/engines/simulator/cost/change-prices.ts';
import { parsePriceBook } from '../../../../widgets/engines/simulator/cost/parse-price-book.ts';
import { type Dated, priceBook } from '../../../../widgets/engines/simulator/cost/price-book.ts';
import { priceBookSchema } from '../../../../widgets/engines/simulator/cost/price-book-schema.ts';
import { parseScenario } from '../../../../widgets/engines/simulator/parse-scenario.ts';
import { formatProblem } from '../../../../widgets/kit/problem.ts';

const tables = ['instances', 'gateways', 'logs', 'functions', 'storage', 'discounts', 'providers', 'regions'] as const;
const entries: readonly (readonly [string, Dated])[] = tables.flatMap((key) =>
  Object.entries(priceBook[key] as Readonly<Record<string, Dated>>),
);

/** The faults of a price book as a person reads them. */
function faultsOf(text: string): string[] {
  const parsed = parsePriceBook(text);
  return parsed.ok ? [] : parsed.problems.map((problem) => `line ${problem.line}: ${formatProblem(problem)}`);
}

describe('priceBook', () => {
  test('priceBook keeps its own schema: nothing negative, nothing absurd, every row with a date and a source', () => {
    expect(priceBookSchema.safeParse(priceBook).error?.issues ?? []).toEqual([]);
  });

  test('priceBook says of every row that was recalled or taken from third parties that it is assumed', () => {
    const unsure = entries.filter(([, { source }]) => /recalled|third-party|not checked|a round price/.test(source));
    expect(unsure.length).toBeGreaterThan(8);
    expect(unsure.filter(([, { isAssumed }]) => !isAssumed)).toEqual([]);
  });

  test('priceBook has the list prices that lessons quote', () => {
    const { instances, functions, gateways, logs, storage, egress, publicIpv4 } = priceBook;
    const perHour = Object.fromEntries(Object.entries(instances).map(([name, { usdPerHour }]) => [name, usdPerHour]));
    expect(perHour).toMatchObject({
      'm5.xlarge': 0.192,
      'c5.xlarge': 0.17,
      'g4dn.xlarge': 0.526,
      'g5.xlarge': 1.006,
      'g6.xlarge': 0.8048,
      'g6e.xlarge': 1.861,
      'p4d.24xlarge': 21.958,
      'ml.g5.xlarge': 1.408,
      'ml.g5.2xlarge': 1.515,
      'ml.g6e.xlarge': 2.61,
    });
    expect(functions['lambda-x86']).toMatchObject({ usdPerMillionRequests: 0.2, usdPerGbSecond: 0.0000166667 });
    expect(functions['lambda-arm']!.usdPerGbSecond).toBe(0.0000133334);
    expect(
      [gateways['api-gateway-http'], gateways['api-gateway-rest']].map((one) => one!.usdPerMillionRequests),
    ).toEqual([1, 3.5]);
    expect(logs['kinesis']).toMatchObject({ usdPerShardHour: 0.015, usdPerMillionPutUnits: 0.014 });
    expect([storage['s3']!.usdPerGbMonth, storage['gp3']!.usdPerGbMonth]).toEqual([0.023, 0.08]);
    expect([egress.usdPerGb, egress.freeGbPerMonth, publicIpv4.usdPerHour]).toEqual([0.09, 100, 0.005]);
  });

  test('priceBook has machines of every kind of provider, and one of nobody in particular', () => {
    const providers = new Set(Object.values(priceBook.instances).map(({ provider }) => provider));
    expect([...providers].sort()).toEqual(Object.keys(priceBook.providers).sort());
    const named = tables.flatMap((key) =>
      Object.values(priceBook[key] as Readonly<Record<string, { provider?: string }>>).map(({ provider }) => provider),
    );
    expect(named.filter((name) => name !== undefined && !(name in priceBook.providers))).toEqual([]);
  });

  test('priceBook keeps the ratios of accelerators to processors that the articles speak of: five to twenty', () => {
    const { instances } = priceBook;
    const perProcessor = (name: string) => instances[name]!.usdPerHour / instances['m5.xlarge']!.usdPerHour;
    expect(perProcessor('g5.xlarge')).toBeCloseTo(5.2, 1);
    expect(perProcessor('ml.g5.xlarge')).toBeCloseTo(7.3, 1);
    expect(perProcessor('p4d.24xlarge') / 8).toBeCloseTo(14.3, 1);
  });
});

describe('parsePriceBook', () => {
  test('parsePriceBook refuses negative and absurd prices, unknown names and keys, each at its line', () => {
    const book = `{
  "instances": {
    "m5.xlarge": { "usdPerHour": -0.1 },
    "m5.xlrge": {
      "usdPerHour": 0.2
    },
    "g5.xlarge": {
      "usdPerHour": 1006,
      "idleWatts": 400
    }
  },
  "functions": { "lambda-x86": { "tiers": [
    { "fromGbSeconds": 6e9, "usdPerGbSecond": 0.000015 },
    { "fromGbSeconds": 15e9, "usdPerGbSecond": "0.00001" } ] } },
  "egress": { "freeGb": 3 }
}`;
    expect(faultsOf(book).map((text) => text.replace(/one of m5.*edge-device/, 'one of …'))).toMatchInlineSnapshot(`
      [
        "line 3: instances.m5.xlarge.usdPerHour: expected at least 0, found -0.1. Use 0 or more.",
        "line 4: instances.m5.xlrge: expected one of …, found "m5.xlrge". Did you mean "m5.xlarge"?",
        "line 8: instances.g5.xlarge.usdPerHour: expected at most 1000, found 1006. Use 1000 or less.",
        "line 9: instances.g5.xlarge.idleWatts: expected at most 316.44, the power at full load, found 400. A machine does not need less power at work than at rest: lower idleWatts or raise maximumWatts.",
        "line 14: functions.lambda-x86.tiers[1].usdPerGbSecond: expected a number, found "0.00001". Write the number without quotation marks.",
        "line 15: egress.freeGb: expected one of the keys provider, usdPerGb, freeGbPerMonth, date, source, isAssumed, found the unknown key "freeGb". Remove "freeGb".",
      ]
    `);
  });

  test('parsePriceBook refuses providers, regions and tiers that do not fit the rest of the book', () => {
    const book = `{
  "regions": { "DE": { "provider": "gpc" } },
  "carbon": { "defaultRegion": "us-east-9" },
  "functions": { "lambda-x86": { "tiers": [
    { "fromGbSeconds": 6e9, "usdPerGbSecond": 0.00001 }, { "fromGbSeconds": 1e9, "usdPerGbSecond": 0.000015 } ] } },
  "discounts": { "spot": { "share": 1.2 } },
  "egress": { "date": "soon" }
}`;
    expect(
      faultsOf(book).map((text) => text.replace(/one of us-central1.*?, found/, 'one of …, found')),
    ).toMatchInlineSnapshot(`
      [
        "line 2: regions.DE.provider: expected one of aws, gcp, azure, onPremise, neutral, device, found "gpc". Did you mean "gcp"?",
        "line 3: carbon.defaultRegion: expected one of …, found "us-east-9". Did you mean "us-east-1"?",
        "line 4: functions.lambda-x86.tiers: expected tiers that begin one above another, found a list of 2. Sort them, and give each a start of its own.",
        "line 6: discounts.spot.share: expected at most 0.99, found 1.2. Use 0.99 or less.",
        "line 7: egress.date: expected a date such as 2026, 2026-08 or 2026-08-17, found "soon". Write it so.",
      ]
    `);
  });

  test('parsePriceBook tells where a text stops being JSON', () => {
    expect(faultsOf('{\n  "egress": { "usdPerGb": 0.1 }\n  "carbon": {}\n}')).toEqual([
      expect.stringMatching(/^line 3: the document: expected JSON/),
    ]);
  });

  test('parsePriceBook puts prices in place of the built-in ones, and says whose they are', () => {
    const parsed = parsePriceBook(
      '{ "instances": { "m5.xlarge": { "usdPerHour": 0.1 } }, "egress": { "usdPerGb": 0.05 } }',
    );
    if (!parsed.ok) throw new Error('refused');
    const machine = { ...priceBook.instances['m5.xlarge']!, usdPerHour: 0.1 };
    expect(parsed.book.instances['m5.xlarge']).toEqual({
      ...machine,
      date: '',
      source: 'the scenario',
      isAssumed: true,
    });
    expect(parsed.book.instances['g5.xlarge']).toEqual(priceBook.instances['g5.xlarge']);
    expect(parsed.book.egress).toMatchObject({ usdPerGb: 0.05, freeGbPerMonth: 100 });
    expect(changePrices(undefined)).toBe(priceBook);
  });

  test('parseScenario refuses the same faults under priceBook', () => {
    const parsed = parseScenario({
      components: [{ id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 1 } }],
      run: { durationSeconds: 10 },
      priceBook: { instances: { 'm5.xlarge': { usdPerHour: -1 }, own: {} }, egress: { date: 'soon' } },
    });
    expect(
      parsed.ok
        ? []
        : parsed.problems.map(
            ({ path, expected, found }) => `${path}: ${found}, not ${expected.replace(/one of .*/, 'one of …')}`,
          ),
    ).toEqual([
      'priceBook.instances.m5.xlarge.usdPerHour: -1, not at least 0',
      'priceBook.egress.date: "soon", not a date such as 2026, 2026-08 or 2026-08-17',
      'priceBook.instances.own: "own", not one of …',
    ]);
  });
});
