import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { conclusionsOf, formatError } from '../../src/fidelity/conclusions.ts';
import { logScale } from '../../src/fidelity/log-scale.ts';
import type { CaseResult } from '../../src/tools/bench/fidelity/one-case.ts';
import {
  FIDELITY_FILE,
  type FidelityReport,
  fidelityReportSchema,
  formatReport,
} from '../../src/tools/bench/fidelity/report-file.ts';
import { fidelityCases, nameOf } from '../../src/tools/bench/fidelity/scenarios.ts';
import { servedModels } from '../../src/tools/bench/fidelity/served-models.ts';
import { summarise } from '../../src/tools/bench/fidelity/summary.ts';

const stored: FidelityReport = fidelityReportSchema.parse(JSON.parse(readFileSync(FIDELITY_FILE, 'utf8')));

describe('the stored fidelity report', () => {
  it('holds every case of every model, and nothing else', () => {
    const models = servedModels();
    const names = models.flatMap(({ name }) => fidelityCases([name]).map(nameOf));
    expect(stored.results.map(({ name }) => name)).toEqual(names);
    expect(stored.models.map(({ name, id }) => [name, id])).toEqual(
      models.map(({ name, input }) => [name, input.model]),
    );
  });

  it('tells of each case the errors of its own figures, and sums them up as the tool does', () => {
    for (const { predicted, observed, errors } of stored.results) {
      // Six digits of each are stored, so a quotient is right to about two in a million.
      expect(errors.mean).toBeCloseTo(predicted.meanSeconds! / observed.meanSeconds! - 1, 4);
      expect(errors.p95).toBeCloseTo(predicted.p95Seconds! / observed.p95Seconds! - 1, 4);
    }
    const again = summarise(stored.results as unknown as readonly CaseResult[]);
    expect(again.litCases).toBe(stored.summary.litCases);
    expect(again.medianErrorInTheDark.mean).toBeCloseTo(stored.summary.medianErrorInTheDark.mean!, 4);
    expect(again.medianError.p95).toBeCloseTo(stored.summary.medianError.p95!, 4);
    expect(again.largestMeanErrorInTheDark).toBeCloseTo(stored.summary.largestMeanErrorInTheDark!, 4);
  });

  it('is read back as it is written', () => {
    expect(JSON.parse(formatReport(stored))).toEqual(stored);
  });
});

describe('conclusionsOf', () => {
  const report = (change: Partial<FidelityReport['summary']>): FidelityReport => {
    const medians = { mean: 0.04, p50: 0.03, p95: 0.08, p99: 0.1 };
    const goals = { medianMean: 0.05, medianP95: 0.1, largest: 0.2 };
    const summary = {
      ...stored.summary,
      cases: 21,
      litCases: 2,
      medianError: medians,
      medianErrorInTheDark: medians,
      largestMeanErrorInTheDark: 0.15,
      goals,
      ...change,
    };
    const [first] = stored.results;
    const named = (name: string, mean: number) => ({ ...first!, name, errors: { ...first!.errors, mean } });
    return { ...stored, summary, results: [named('good', 0.01), named('bad', -0.3)] };
  };

  it('says that the goals are met only where all three are', () => {
    expect(conclusionsOf(report({})).join(' ')).toContain('all are met');
    expect(conclusionsOf(report({ largestMeanErrorInTheDark: 0.21 })).join(' ')).toContain('not all are met');
  });

  it('names the worst case whatever its light', () => {
    expect(conclusionsOf(report({})).at(-1)).toBe('The worst is “bad”: −30.0 %.');
  });

  it('says nothing of free cases where there is none', () => {
    expect(conclusionsOf(report({ litCases: 21 }))[0]).toMatch(/^Over all 21 cases/);
  });
});

describe('formatError', () => {
  it('writes a true minus, no sign before next to nothing, and a dash where there is no error', () => {
    expect([formatError(-0.016), formatError(0.2), formatError(-0.0001), formatError(null)]).toEqual([
      '−1.6 %',
      '20.0 %',
      'below 0.1 %',
      '–',
    ]);
  });
});

describe('logScale', () => {
  it('holds all values with room at both ends, and keeps ratios', () => {
    const { position, ticks } = logScale([2, 40]);
    expect(position(2)).toBeGreaterThan(0);
    expect(position(40)).toBeLessThan(1);
    expect(position(2) + position(40)).toBeCloseTo(1, 12);
    expect(position(4) - position(2)).toBeCloseTo(position(40) - position(20), 12);
    expect(ticks).toEqual([2, 5, 10, 20]);
  });
});
