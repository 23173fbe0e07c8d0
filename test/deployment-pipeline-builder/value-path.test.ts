import { describe, expect, it } from 'vitest';
import { widgetKey } from '../../widgets/deployment-pipeline-builder/widget-key.ts';
import { placePairs } from '../../widgets/deployment-pipeline-builder/places.ts';
import { readNumber } from '../../widgets/deployment-pipeline-builder/parameters/read-number.ts';
import { valueAt, withValueAt } from '../../widgets/deployment-pipeline-builder/value-path.ts';

describe('withValueAt', () => {
  it('sets a value without changing what it was given', () => {
    const before = { id: 'a', rateLimit: { burst: 5 } };
    expect(withValueAt(before, 'rateLimit.ratePerSecond', 10)).toEqual({
      id: 'a',
      rateLimit: { burst: 5, ratePerSecond: 10 },
    });
    expect(before).toEqual({ id: 'a', rateLimit: { burst: 5 } });
  });
  it('takes a key away with undefined, and the group that is empty after that', () => {
    expect(withValueAt({ id: 'a', rateLimit: { burst: 5 } }, 'rateLimit.burst', undefined)).toEqual({ id: 'a' });
    expect(withValueAt({ id: 'a' }, 'rateLimit.burst', undefined)).toEqual({ id: 'a' });
  });
  it('never reaches the prototype', () => {
    withValueAt({}, '__proto__.polluted', true);
    expect(valueAt({}, 'polluted')).toBeUndefined();
    expect(valueAt({}, 'constructor.name')).toBeUndefined();
  });
});

describe('readNumber', () => {
  it('reads numbers, and nothing for an empty field', () => {
    expect(['3', ' 0.5 ', '1e3', '', ' ', 'many'].map(readNumber)).toEqual([
      3,
      0.5,
      1000,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('placePairs', () => {
  it('lists links and the crossings that lack one, each pair once whatever its direction', () => {
    const draft = {
      components: [
        { id: 'a', kind: 'traffic', place: 'city', to: 'b' },
        { id: 'b', kind: 'gateway', to: 'c' },
        { id: 'c', kind: 'modelServer', place: 'edge' },
      ],
      links: [{ from: 'cloud', to: 'city', roundTripSeconds: 0.04 }],
    };
    expect(placePairs(draft).map(({ from, to, link }) => [from, to, link !== undefined])).toEqual([
      ['cloud', 'city', true],
      ['cloud', 'edge', false],
    ]);
  });
});

describe('widgetKey', () => {
  it('names the data file within the site, so that a move of the site loses nothing', () => {
    expect(widgetKey('/course/widgets/a.json', '/course/')).toBe('/widgets/a.json');
    expect(widgetKey('/widgets/a.json', '/')).toBe('/widgets/a.json');
    expect(widgetKey(null, '/')).toBe('deployment_pipeline_builder');
    expect(widgetKey('/widgets/a.json', '/', 2)).toBe('/widgets/a.json (2)');
  });
});
