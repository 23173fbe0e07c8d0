import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readableParts } from '../../../widgets/deployment-pipeline-builder/sharing/readable-parts.ts';

describe('readableParts', () => {
  it('shows the whole, each component, and every other key with the path of each value', () => {
    const { parts, leftOut } = readableParts({
      formatVersion: 9,
      title: 'From later',
      components: [
        { id: 'users', kind: 'traffic', arrivals: { process: 'poisson', ratePerSecond: 20 }, to: 'model' },
        { id: 'model', kind: 'notYetInvented', to: [] },
      ],
      links: [{ from: 'cloud', to: 'edge', roundTripSeconds: 0.02 }],
      run: { durationSeconds: 600, seed: 7 },
      priceBook: { instances: { 'm5.xlarge': { usdPerHour: 0.2 } } },
      wishes: [1, 2, 3],
    });
    expect(leftOut).toBe(0);
    expect(parts.map(({ heading, rows }) => [heading, ...rows.map((row) => row.join(' = '))])).toEqual([
      ['The whole', 'formatVersion = 9', 'title = From later'],
      ['users, Traffic', 'arrivals.process = poisson', 'arrivals.ratePerSecond = 20', 'to = model'],
      ['model, notYetInvented', 'to = an empty list'],
      ['links', '[0].from = cloud', '[0].to = edge', '[0].roundTripSeconds = 0.02'],
      ['run', 'durationSeconds = 600', 'seed = 7'],
      ['priceBook', 'instances.m5.xlarge.usdPerHour = 0.2'],
      ['wishes', 'wishes = 1, 2, 3'],
    ]);
  });

  it('reads any document, shows at most six hundred values of it, and says how many it left out', () => {
    const many = { components: Array.from({ length: 700 }, (_, index) => ({ id: `c${index}`, kind: 'x', a: index })) };
    expect(readableParts(many)).toMatchObject({ leftOut: 100 });
    fc.assert(
      fc.property(fc.jsonValue(), (content) => {
        const { parts } = readableParts(content);
        expect(parts.reduce((sum, { rows }) => sum + rows.length, 0)).toBeLessThanOrEqual(600);
      }),
    );
    const deep: unknown = JSON.parse(`${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`);
    expect(readableParts(deep).parts[0]!.rows).toHaveLength(1);
  });
});
