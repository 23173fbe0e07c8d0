import { describe, expect, it } from 'vitest';
import { type AxisSpec, layoutAxis } from '../../../widgets/kit/charts/axis.ts';
import { decadeAxis, formatTimeTick, timeTicks } from '../../../widgets/kit/charts/time-ticks.ts';

const seconds: AxisSpec = { label: 'Time', scale: 'log', format: formatTimeTick, ticks: timeTicks };
const dollars: AxisSpec = { label: 'Cost', scale: 'linear', format: String };

describe('layoutAxis', () => {
  it('starts a linear axis at zero, so that lengths are in proportion', () => {
    const axis = layoutAxis(dollars, [40, 80], [0, 400]);
    expect(axis.position(0)).toBe(0);
    expect(axis.position(40)! * 2).toBeCloseTo(axis.position(80)!, 9);
  });
  it('gives equal ratios equal distances on a logarithmic axis', () => {
    const axis = layoutAxis(seconds, [0.001, 1000], [0, 600]);
    const decade = axis.position(0.01)! - axis.position(0.001)!;
    expect(axis.position(100)! - axis.position(10)!).toBeCloseTo(decade, 9);
  });
  it('says that a value at or below zero has no place on a logarithmic axis', () => {
    const axis = layoutAxis(seconds, [0, 0.5, 5], [0, 100]);
    expect(axis.position(0)).toBeNull();
    expect(axis.position(-1)).toBeNull();
    expect(axis.position(Number.NaN)).toBeNull();
    expect(axis.position(0.5)).toBe(0);
  });
  it('puts a single value in the middle of a logarithmic axis', () => {
    expect(layoutAxis(seconds, [0.2], [0, 100]).position(0.2)).toBeCloseTo(50, 9);
  });
  it('keeps labels of ticks apart at every width', () => {
    for (const width of [120, 200, 320, 640, 1200]) {
      const { ticks } = layoutAxis(seconds, [1e-6, 604_800], [0, width]);
      for (const [index, tick] of ticks.entries()) {
        if (index > 0) expect(tick.at - ticks[index - 1]!.at).toBeGreaterThan(30);
      }
      expect(ticks.length).toBeGreaterThan(0);
    }
  });
  it('keeps them apart at the edge of the picture too, where a label is moved inwards', () => {
    const shares: AxisSpec = {
      label: 'Share',
      scale: 'linear',
      domain: [0, 1],
      ticks: [0, 0.2, 0.4, 0.6, 0.8, 1],
      format: (share) => `${Math.round(share * 100)} %`,
    };
    // As at 320 px: 168 px of axis that end 14 px before the picture does.
    const { ticks } = layoutAxis(shares, [], [62, 230], 244);
    expect(ticks.at(-1)).toMatchObject({ text: '80 %', anchor: 'middle' });
    expect(layoutAxis(shares, [], [62, 586], 600).ticks).toHaveLength(6);
  });
  it('draws an axis for no data at all', () => {
    expect(layoutAxis(dollars, [], [0, 100]).position(1)).toBe(100);
    expect(layoutAxis(seconds, [], [0, 100]).position(1)).toBe(0);
  });
  it('labels every tick that it offers', () => {
    expect(timeTicks.map(formatTimeTick)).not.toContain('');
    expect(formatTimeTick(3)).toBe('');
  });
  it('draws times in the whole decades around them, so that two ticks at least carry a label', () => {
    const ends = decadeAxis('Time', [0.002, 0, 0.003]).domain!;
    expect(ends[0]).toBeCloseTo(0.001, 15);
    expect(ends[1]).toBeCloseTo(0.01, 15);
    for (const times of [[0.002], [0.01], [1e-5, 3]]) {
      const { ticks } = layoutAxis(decadeAxis('Time', times), times, [0, 300]);
      expect(ticks.filter(({ text }) => text !== '').length).toBeGreaterThanOrEqual(2);
    }
  });
});
