import { formatPercent } from './format.ts';

/** A probability as a sentence: first as a share of a hundred, which people read better than decimals, then as a percentage. */
export function describeProbability(meaning: string, probability: number): string {
  const inHundred = Math.round(probability * 100);
  const share =
    inHundred === 0 ? 'fewer than 1 in 100' : inHundred === 100 ? 'more than 99 in 100' : `about ${inHundred} in 100`;
  const name = meaning.replace(/\.$/, '');
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${share} (${formatPercent(probability)}).`;
}
