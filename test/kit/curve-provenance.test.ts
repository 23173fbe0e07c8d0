import { describe, expect, it } from 'vitest';
import { curveProvenance } from '../../widgets/kit/curve-provenance.ts';
import { recordedCurve as shipped } from '../latency-cost-dashboard/shipped-data.ts';

const points = [1, 4, 64].map((batchSize, index) => ({
  batchSize,
  medianSeconds: batchSize / 1000,
  p95Seconds: null,
  runs: 300 - 100 * index,
}));
const curve = { ...shipped, points };

describe('curveProvenance', () => {
  it('keeps measured and recorded apart', () => {
    expect(curveProvenance(curve).kind).toBe('recorded');
    expect(curveProvenance({ ...curve, source: 'measured' })).toMatchObject({ kind: 'measured', runs: 600 });
  });
  it('calls a scaled curve assumed, with the source of its factor', () => {
    const scaling = { profile: 'p', label: 'A phone', times: 4, source: 'A table.', date: '2020-10-06' };
    expect(curveProvenance({ ...curve, source: 'measured', scaling })).toEqual({
      kind: 'assumed',
      source: `A phone: 4 times what was timed on ${curve.device}. A table.`,
      date: '2020-10-06',
    });
  });
});
