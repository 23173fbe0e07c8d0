import { describe, expect, it } from 'vitest';
import { contentionLight } from '../../widgets/kit/contention-light.ts';

describe('contentionLight', () => {
  it('is free to 15 %, shared to 30 %, and busy above', () => {
    expect([0, 0.15, 0.16, 0.3, 0.31, 0.9].map(contentionLight)).toEqual([
      'free',
      'free',
      'shared',
      'shared',
      'busy',
      'busy',
    ]);
  });
});
