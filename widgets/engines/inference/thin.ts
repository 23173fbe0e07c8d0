/** At most `limit` of the values, evenly spaced over their order, so that a spread over time is kept. */
export function thin(values: readonly number[], limit: number): number[] {
  if (values.length <= limit) return [...values];
  return Array.from({ length: limit }, (_, index) => values[Math.floor((index * values.length) / limit)]!);
}
