import { describe, expect, test } from 'vitest';
import { tokenLaws } from '../../../../widgets/engines/simulator/llm/tokens/index.ts';
import { createTokenLaw, type Tokens } from '../../../../widgets/engines/simulator/llm/tokens/schema.ts';
import { RandomStream } from '../../../../widgets/engines/simulator/random.ts';

const COUNT = 100_000;

function sample(settings: Tokens): number[] {
  const law = createTokenLaw(settings);
  const stream = new RandomStream(1, 0, 'tokens');
  return Array.from({ length: COUNT }, () => law.draw(stream));
}
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Each with the mean and the variance that its draws must have. */
const cases: readonly (readonly [Tokens, number, number])[] = [
  [{ distribution: 'constant', tokens: 17 }, 17, 0],
  [{ distribution: 'geometric', meanTokens: 20 }, 20, 20 * 19],
  [{ distribution: 'geometric', meanTokens: 1 }, 1, 0],
  // Rounding to whole tokens leaves the mean and adds about 1/12 to the variance.
  [{ distribution: 'lognormal', meanTokens: 1155, cv: 0.5 }, 1155, 577.5 * 577.5],
  [{ distribution: 'empirical', samplesTokens: [1, 2, 9] }, 4, 38 / 3],
];

describe('token laws', () => {
  test.each(cases)('%o has its mean and its variance', (settings, mean, variance) => {
    const draws = sample(settings);
    expect(createTokenLaw(settings).meanTokens).toBe(mean);
    expect(draws.every((tokens) => Number.isInteger(tokens) && tokens >= 1)).toBe(true);
    // Four standard errors; the variance of a variance is at most some twenty times its square for these laws.
    expect(Math.abs(meanOf(draws) - mean)).toBeLessThanOrEqual(4 * Math.sqrt(variance / COUNT));
    const spread = meanOf(draws.map((tokens) => (tokens - mean) * (tokens - mean)));
    expect(Math.abs(spread - variance)).toBeLessThanOrEqual(4 * variance * Math.sqrt(20 / COUNT));
  });

  test('sequence gives the counts of a trace in order and begins again', () => {
    const law = createTokenLaw({ distribution: 'sequence', tokens: [5, 7, 11] });
    const stream = new RandomStream(1, 0, 'tokens');
    expect([1, 2, 3, 4].map(() => law.draw(stream))).toEqual([5, 7, 11, 5]);
  });

  test.each(tokenLaws.map((law) => [law.name, law] as const))('%s has an example that it accepts', (_name, law) => {
    const settings = law.schema.parse(law.example);
    expect(law.create(settings as never).meanTokens).toBeGreaterThan(0);
  });
});
