/** 95 % Wilson score interval of a share seen in `count` trials (Wilson 1927): unlike share ± 1.96 standard errors it stays within 0 and 1. */
export function wilsonInterval95(share: number, count: number): [number, number] {
  const z = 1.959963984540054;
  const centre = share + (z * z) / (2 * count);
  const half = z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  const scale = 1 + (z * z) / count;
  return [Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale)];
}
