import { describe, expect, test } from 'vitest';
import { describeLeftOut, describeRange, formatBound } from '../../src/reference/format-parameter.ts';
import { oraclesOf } from '../../src/reference/oracles.ts';
import { referenceGroups } from '../../src/reference/reference.ts';
import { componentKinds } from '../../widgets/engines/simulator/components/index.ts';

const entries = referenceGroups.flatMap((group) => group.entries);
const entryOf = (id: string) => entries.find((entry) => entry.id === id)!;
const parameterOf = (id: string, path: string) => entryOf(id).parameters.find((parameter) => parameter.path === path)!;

describe('referenceGroups', () => {
  test('there is one page, with an address of its own, for every component kind and every choice that a component names', () => {
    const ids = entries.map((entry) => entry.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z-]+\/[A-Za-z0-9-]+$/);
    for (const { kind } of componentKinds) expect(ids).toContain(`components/${kind}`);
    const linked = entries.flatMap((entry) => entry.parameters.flatMap((parameter) => parameter.choicePages ?? []));
    expect(linked.length).toBeGreaterThan(20);
    expect(linked.filter((page) => !ids.includes(page))).toEqual([]);
  });

  test('every choice between more than one variant leads to pages, so that no parameter is left without a place', () => {
    const shown = new Set(
      entries.flatMap((entry) => entry.parameters.map((parameter) => `${parameter.label}: ${parameter.meaning}`)),
    );
    const missing = componentKinds.flatMap((kind) =>
      kind.parameters
        .filter((parameter) => !shown.has(`${parameter.label}: ${parameter.meaning}`))
        .map(({ path }) => `${kind.kind}.${path}`),
    );
    expect(missing).toEqual([]);
  });

  test('every entry says what it is, and every parameter its label, meaning, source and range', () => {
    for (const entry of entries) {
      for (const text of [entry.label, entry.meaning]) expect(text, entry.id).toMatch(/\S/);
      for (const parameter of entry.parameters) {
        for (const text of [parameter.label, parameter.meaning, parameter.source, describeRange(parameter)])
          expect(text, `${entry.id} ${parameter.path}`).toMatch(/\S/);
      }
    }
  });

  test('what holds when a key is left out is what the schema fills in', () => {
    expect(describeLeftOut(parameterOf('components/modelServer', 'replicas'))).toBe('1 when left out');
    expect(describeLeftOut(parameterOf('components/modelServer', 'queueCapacity'))).toBe('may be left out');
    expect(describeLeftOut(parameterOf('arrivals/poisson', 'ratePerSecond'))).toBe('must be given');
    expect(describeLeftOut(parameterOf('arrivals/diurnal', 'periodSeconds'))).toBe('86 400 when left out');
  });

  test('a component names the choice and leaves the parameters of each choice to its page', () => {
    const chooser = parameterOf('components/traffic', 'arrivals.process');
    expect(chooser.choicePages).toContain('arrivals/poisson');
    expect(entryOf('components/traffic').parameters.some(({ path }) => path === 'arrivals.ratePerSecond')).toBe(false);
    expect(parameterOf('autoscaling/hpa', 'coldStart.distribution').choicePages).toContain('cold-start/gpuContainer');
  });
});

describe('formatBound and describeRange', () => {
  test.each([
    [10_000, '10 000'],
    [1e6, '10⁶'],
    [1e-6, '10⁻⁶'],
    [0.001, '0.001'],
    [0, '0'],
    [-5, '−5'],
    [Number.MAX_SAFE_INTEGER, '2⁵³ − 1'],
    [0.05, '0.05'],
  ])('formatBound writes %d as %s', (value, text) => {
    expect(formatBound(value)).toBe(text);
  });

  test('describeRange says what may be written, with its unit', () => {
    expect(describeRange(parameterOf('components/modelServer', 'replicas'))).toBe(
      'a whole number, 1 to 10 000 replicas',
    );
    expect(describeRange(parameterOf('arrivals/poisson', 'ratePerSecond'))).toBe('a number, 10⁻⁶ to 10⁶ 1/s');
  });
});

describe('oraclesOf', () => {
  test('oraclesOf names the cases that test the mechanism, those that test the least else first, and how many figures agree', () => {
    const cases = [
      {
        name: 'both',
        title: 'Both.',
        mechanisms: ['poisson', 'gamma'],
        source: 'A book.',
        figures: [{ agrees: true }],
      },
      {
        name: 'counts',
        title: 'Counts',
        mechanisms: ['poisson'],
        source: 'Theory',
        figures: [{ agrees: true }, { agrees: false }],
      },
      { name: 'other', title: 'Other', mechanisms: ['step'], source: 'Theory', figures: [] },
    ];
    expect(oraclesOf(entryOf('arrivals/poisson'), cases)).toEqual([
      { name: 'counts', title: 'Counts', source: 'Theory', outcome: '1 of 2 figures agree.' },
      { name: 'both', title: 'Both', source: 'A book', outcome: '1 of 1 figures agree.' },
    ]);
  });
});
