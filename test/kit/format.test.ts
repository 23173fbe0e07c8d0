import { describe, expect, it } from 'vitest';
import {
  formatNumber,
  formatPercent,
  formatSeconds,
  formatSignedPercent,
  formatUsd,
} from '../../widgets/kit/format.ts';

describe('formatSeconds', () => {
  it('takes the unit that fits, and says below the smallest one in words', () => {
    // 3.29 × 10⁻¹² s is what Erlang's formula says of a queue at a thousandth of its load.
    expect([3.29e-12, 2.362e-7, 8.5e-4, 0.0124, 3.2, 870, 21_600, 216_000].map(formatSeconds)).toEqual([
      ...['below 1 ns', '236 ns', '850 µs', '12.4 ms', '3.20 s', '14.5 min', '6.00 h', '2.50 d'],
    ]);
  });

  it('takes the next unit where three digits would round up to it, and keeps nothing apart from little', () => {
    expect([0, 9.996e-10, 9.996e-7, 9.996e-4, 0.9996].map(formatSeconds)).toEqual([
      ...['0 s', '1.00 ns', '1.00 µs', '1.00 ms', '1.00 s'],
    ]);
  });
});

describe('formatPercent', () => {
  it('says below a tenth of a percent in words, and nothing as nothing', () => {
    expect([0, 1e-17, 0.000_49, 0.000_51, 0.5, 1, -0.021, -0.0001].map(formatPercent)).toEqual([
      ...['0 %', 'below 0.1 %', 'below 0.1 %', '0.1 %', '50.0 %', '100.0 %', '−2.1 %', 'below 0.1 %'],
    ]);
  });
});

describe('formatSignedPercent', () => {
  it('gives a difference its sign, unless nothing or next to nothing is left of it', () => {
    expect([0.03, -0.021, 0.0003, -0.0003, 0, Number.NaN].map(formatSignedPercent)).toEqual([
      ...['+3.0 %', '−2.1 %', 'below 0.1 %', 'below 0.1 %', '0 %', '–'],
    ]);
  });
});

describe('formatNumber and formatUsd', () => {
  it('write no rows of noughts: below a thousandth of a millionth they say so', () => {
    expect([3e-12, 4.2e-4, 0, 12, 12_345].map(formatNumber)).toEqual(['below 10⁻⁹', '0.000420', '0', '12', '12 345']);
    expect([3e-12, 4.2e-4, 0, 12.4, -1.25].map(formatUsd)).toEqual([
      'below $10⁻⁹',
      '$0.000420',
      '$0',
      '$12.4',
      '−$1.25',
    ]);
  });
});
