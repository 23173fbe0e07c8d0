import { describe, expect, test } from 'vitest';
import { arrivalProcesses } from '../../widgets/engines/simulator/arrivals/index.ts';
import { autoscalingPolicies } from '../../widgets/engines/simulator/autoscaling/index.ts';
import { balancingPolicies } from '../../widgets/engines/simulator/balancing/index.ts';
import { batchingModes } from '../../widgets/engines/simulator/batching/index.ts';
import { componentKinds } from '../../widgets/engines/simulator/components/index.ts';
import { serviceLaws } from '../../widgets/engines/simulator/service/index.ts';
import { accept, type ValidationCase } from '../../src/tools/validation/case.ts';
import { groups } from '../../src/tools/validation/groups.ts';
import { validationCases } from '../../src/tools/validation/index.ts';
import { findDifferences, formatResults, readResults } from '../../src/tools/validation/results-file.ts';
import { type CaseResult, runCase } from '../../src/tools/validation/run-case.ts';
import { formatBias, formatCase, formatValue } from '../../src/tools/validation/table.ts';
import { judgeExact, judgeFigure } from '../../src/tools/validation/verdict.ts';

const oracle = (rule: 'mean' | 'p95' | 'p99' | 'limit') => ({ label: 'wait', unit: 's', rule, expected: 100 });

describe('judgeFigure', () => {
  // Student's t with 3 degrees of freedom is 3.182; the standard error of these four is 0.1, so the interval is ± 0.318.
  const spread = (mean: number) => [mean - 0.2 * Math.sqrt(0.75), mean + 0.2 * Math.sqrt(0.75), mean, mean];
  const judge = (rule: 'mean' | 'p95' | 'p99' | 'limit', mean: number) => judgeFigure(oracle(rule), mean, spread(mean));

  test('agrees inside the interval and close, and gives the interval and the bias', () => {
    const { agrees, interval, bias } = judge('mean', 100.2);
    expect(agrees).toBe(true);
    expect(bias).toBeCloseTo(0.002, 12);
    expect(interval![0]).toBeLessThan(100);
    expect((interval![1] - interval![0]) / 2).toBeCloseTo(3.182446 * Math.sqrt((2 * 0.04 * 0.75) / 3 / 4), 5);
  });

  test('differs outside the interval however close, except where the oracle is a limit', () => {
    expect(judge('mean', 100.45).agrees).toBe(false);
    expect(judge('limit', 100.45).agrees).toBe(true);
  });

  test('differs when it is off by more than the rule allows however wide the interval', () => {
    const wide = (rule: 'mean' | 'p95' | 'p99', mean: number) => judgeFigure(oracle(rule), mean, [mean - 9, mean + 9]);
    expect(wide('mean', 100.6).agrees).toBe(false);
    expect(wide('p95', 100.6).agrees).toBe(true);
    expect(wide('p95', 101.1).agrees).toBe(false);
    expect(wide('p99', 101.1).agrees).toBe(true);
    expect(wide('p99', 102.1).agrees).toBe(false);
  });
});

describe('judgeExact', () => {
  const values = (count: number, wrong: number) =>
    Array.from({ length: count }, (_, i) => ({ label: `value ${i}`, expected: i, simulated: i < wrong ? -1 : i }));

  test('writes out a short trace value by value', () => {
    const rows = judgeExact({ kind: 'trace', values: () => values(3, 1) });
    expect(rows.map((row) => row.agrees)).toEqual([false, true, true]);
  });

  test('sums up a long trace and names the first difference', () => {
    expect(judgeExact({ kind: 'trace', values: () => values(500, 0) })).toMatchObject([
      { label: '500 values', agrees: true },
    ]);
    expect(judgeExact({ kind: 'trace', values: () => values(500, 2) })).toMatchObject([
      { label: '500 values; first difference: value 0', expected: 0, simulated: -1, agrees: false },
    ]);
  });

  test('judges published values by the mean of their errors only', () => {
    const rows = judgeExact({
      kind: 'published',
      unit: '1/s',
      allowed: 0.07,
      values: () => [
        { label: 'one', published: 100, simulated: 110 },
        { label: 'two', published: 100, simulated: 98 },
      ],
    });
    expect(rows.map((row) => row.agrees)).toEqual([true, true, true]);
    expect(rows[2]!.simulated).toBeCloseTo(6, 9);
  });

  test('refuses a trace that compares nothing', () => {
    expect(() => judgeExact({ kind: 'trace', values: () => [] })).toThrow('compares nothing');
  });
});

describe('runCase', () => {
  const about = { name: 'x', group: 'Queues', title: 'X', mechanisms: ['poisson'], source: 'a test' } as const;
  const noisy = (expected: number): ValidationCase => ({
    ...about,
    check: {
      kind: 'observations',
      replications: 4,
      figures: [{ label: 'x', unit: '', rule: 'mean', expected }],
      observe: (_seed, replication) => [100 + (replication % 2 === 0 ? 0.1 : -0.1)],
    },
  });

  test('is content with one round when all figures agree', () => {
    expect(runCase(noisy(100))).toMatchObject({ rounds: 1, agrees: true });
  });

  test('measures again with more replications when one misses, and then lets only those count', () => {
    expect(runCase(noisy(101))).toMatchObject({ rounds: 3, agrees: false });
  });
});

const traces = validationCases.filter(({ check }) => check.kind === 'trace');
const outcomes = new Map<ValidationCase, CaseResult>();

/** A trace holds no chance: it is run once, and looked at by two tests. */
function outcomeOf(each: ValidationCase): CaseResult {
  const outcome = outcomes.get(each) ?? runCase(each);
  outcomes.set(each, outcome);
  return outcome;
}

describe('the cases', () => {
  test('have names of their own, a group of the table, and scenarios that the simulator accepts', () => {
    expect(new Set(validationCases.map(({ name }) => name)).size).toBe(validationCases.length);
    for (const { name, group, check } of validationCases) {
      expect(Object.keys(groups), name).toContain(group);
      if (check.kind !== 'statistics') continue;
      const { replications } = accept(check.scenario).run;
      const isJudgedByInterval = check.figures.some(({ rule }) => rule !== 'limit');
      if (isJudgedByInterval) expect(replications, name).toBeGreaterThanOrEqual(10);
    }
  });

  test('leave no mechanism of the simulator without an oracle', () => {
    const registries = [
      componentKinds,
      arrivalProcesses,
      serviceLaws,
      batchingModes,
      balancingPolicies,
      autoscalingPolicies,
    ];
    const names = registries.flatMap((list) => list.map((entry) => ('kind' in entry ? entry.kind : entry.name)));
    const tested = new Set(validationCases.flatMap(({ mechanisms }) => mechanisms));
    expect(names.filter((name) => !tested.has(name))).toEqual([]);
  });

  test.each(traces.map((each) => [each.name, each] as const))('%s has no mismatch', (_, each) => {
    expect(outcomeOf(each).figures.filter((figure) => !figure.agrees)).toEqual([]);
  });
});

describe('the stored results', () => {
  const stored = readResults();

  test('hold every case, and all of them agree', () => {
    expect(stored.cases.map(({ name }) => name)).toEqual(validationCases.map(({ name }) => name));
    expect(stored.cases.filter(({ agrees }) => !agrees).map(({ name }) => name)).toEqual([]);
  });

  test('are what the cases give again, bit for bit', () => {
    expect(findDifferences(stored, traces.map(outcomeOf))).toEqual([]);
  });

  test('are read back as they were written', () => {
    expect(JSON.parse(formatResults(stored))).toEqual(stored);
    expect(findDifferences(stored, stored.cases)).toEqual([]);
    const [first] = stored.cases;
    expect(findDifferences(stored, [{ ...first!, name: 'new' }])).toEqual(['new']);
    expect(findDifferences(stored, [{ ...first!, requests: -1 }])).toEqual([first!.name]);
  });
});

test('formatCase lays out a case with its interval, bias and verdict', () => {
  expect(formatValue(0.123456789)).toBe('0.123457');
  const figures = [judgeFigure(oracle('mean'), 99.9, [99.8, 100])];
  expect(formatBias(figures[0]!)).toBe('−0.10 %');
  const text = formatCase({ name: 'x', group: 'Queues', title: 'X', mechanisms: [], source: '', requests: 1, rounds: 2, figures, agrees: true }, 1.25); // biome-ignore format: one value
  expect(text.split('\n')[0]).toBe('agrees   Queues: X [x] 1.3 s, round 2');
  expect(text).toContain('98.6294 … 101.171');
});
