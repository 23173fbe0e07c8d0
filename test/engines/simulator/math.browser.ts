import { expect, test } from 'vitest';
import { digestOfMath, EXPECTED_DIGEST } from './math-digest.ts';

test('math gives the same bits in the browser as in Node', () => {
  expect(digestOfMath()).toBe(EXPECTED_DIGEST);
});
