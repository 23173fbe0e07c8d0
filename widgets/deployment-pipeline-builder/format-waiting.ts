import { formatNumber } from '../kit/format.ts';

/** An average number of waiting requests. Averages over time are tiny where a queue is nearly always empty: no more than two decimals are said of them. */
export function formatWaiting(count: number): string {
  return count > 0 && count < 0.01 ? 'less than 0.01' : formatNumber(count);
}
