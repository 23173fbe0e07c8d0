import { describe, expect, it } from 'vitest';
import { wilsonInterval95 } from '../../widgets/kit/wilson-interval.ts';

describe('wilsonInterval95', () => {
  it('gives the textbook interval', () => {
    // R: prop.test(81, 263, correct = FALSE) gives 0.2552841 to 0.3662026 (Newcombe 1998, table I, method 3: 0.2553, 0.3662).
    const [low, high] = wilsonInterval95(81 / 263, 263);
    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
  });

  it('stays within 0 and 1', () => {
    expect(wilsonInterval95(0, 20)[0]).toBe(0);
    expect(wilsonInterval95(1, 20)[1]).toBe(1);
  });
});
