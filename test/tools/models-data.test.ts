import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePassengers, splitPassengers } from '../../src/tools/models/titanic-data.ts';

const csv = readFileSync('content/models/data/titanic.csv', 'utf8');

describe('parsePassengers', () => {
  it('reads 1,309 passengers, 500 survivors and the known gaps', () => {
    const passengers = parsePassengers(csv);
    const gaps = (column: number) => passengers.filter(({ features }) => Number.isNaN(features[column])).length;
    expect(passengers).toHaveLength(1309);
    expect(passengers.filter(({ survived }) => survived === 1)).toHaveLength(500);
    expect([0, 1, 2, 3, 4, 5, 6].map(gaps)).toEqual([0, 0, 263, 0, 0, 1, 2]);
  });

  it('names the line of a row that is no passenger', () => {
    const [header, first] = csv.split('\n');
    expect(() => parsePassengers(`${header}\n${first}\n4,female,29,0,0,211,S,1\n`)).toThrow('titanic.csv:3');
    expect(() => parsePassengers(`${header}\n1,female,old,0,0,211,S,1\n`)).toThrow('titanic.csv:2');
    expect(() => parsePassengers('a,b\n')).toThrow('titanic.csv:1');
  });
});

describe('splitPassengers', () => {
  it('keeps 327 for testing and 982 for training, each passenger once', () => {
    const passengers = parsePassengers(csv);
    const { train, test } = splitPassengers(passengers);
    expect([train.length, test.length]).toEqual([982, 327]);
    expect(new Set([...train, ...test])).toEqual(new Set(passengers));
  });
});
