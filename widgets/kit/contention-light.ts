/**
 * What the light shows: `free` up to 15 % of the processor's time, `shared` up to 30 %, `busy` above. A processor that does nothing else is found at 1 to
 * 11 %, because its own speed varies and its fastest moment stands for all.
 */
export type ContentionLight = 'free' | 'shared' | 'busy';

export function contentionLight(share: number): ContentionLight {
  if (share <= 0.15) return 'free';
  return share <= 0.3 ? 'shared' : 'busy';
}
