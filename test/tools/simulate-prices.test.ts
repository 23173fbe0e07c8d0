import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { simulate } from './run-simulate.ts';

const folder = mkdtempSync(join(tmpdir(), 'slipway-prices-'));
const shop = {
  components: [
    { id: 'users', kind: 'traffic', arrivals: { process: 'deterministic', periodSeconds: 1 }, to: 'model' },
    { id: 'model', kind: 'modelServer', serviceTime: { distribution: 'deterministic', meanSeconds: 0.1 } },
  ],
  run: { durationSeconds: 3600, replications: 1 },
};

/** Runs the shop with a price book of this text. */
function withBook(text: string, scenario: object = shop) {
  const file = join(folder, 'book.json');
  writeFileSync(file, text);
  return simulate(['-', '--json', '--prices', file], JSON.stringify(scenario));
}

describe('simulate --prices', () => {
  test('simulate --prices puts the prices of a file in place of the built-in ones', async () => {
    const { code, stdout } = await withBook('{ "instances": { "m5.xlarge": { "usdPerHour": 5 } } }');
    expect(code).toBe(0);
    const { cost } = JSON.parse(stdout);
    expect(cost.totalUsd).toBeCloseTo(5, 12);
    expect(cost.prices[0]).toMatchObject({ usd: 5, source: 'the scenario', isAssumed: true });
  });

  test('simulate --prices refuses a negative price at its line, and text that is not JSON where it ends', async () => {
    const negative = await withBook('{\n  "instances": {\n    "m5.xlarge": { "usdPerHour": -5 }\n  }\n}');
    expect(negative.code).toBe(2);
    expect(negative.stderr).toContain('book.json:3: instances.m5.xlarge.usdPerHour: expected at least 0, found -5.');
    const broken = await withBook('{\n  "instances": }');
    expect(broken.code).toBe(2);
    expect(broken.stderr).toContain('book.json:2:16: expected a value');
  });

  test('simulate --prices beside a priceBook of the scenario is refused', async () => {
    const { code, stderr } = await withBook('{}', { ...shop, priceBook: {} });
    expect(code).toBe(2);
    expect(stderr).toContain('--prices: expected one price book');
  });
});
