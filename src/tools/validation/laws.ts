/** Short names for what cases write again and again. */
export const poisson = (ratePerSecond: number) => ({ process: 'poisson', ratePerSecond });
export const exponential = (meanSeconds: number) => ({ distribution: 'exponential', meanSeconds });
export const constant = (meanSeconds: number) => ({ distribution: 'deterministic', meanSeconds });
export const affine = (baseSeconds: number, perItemSeconds: number) => ({
  distribution: 'affine',
  baseSeconds,
  perItemSeconds,
});
