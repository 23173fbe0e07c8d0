/** Minutes in the 30 days over which service objectives are usually kept. */
const MINUTES_PER_30_DAYS = 43_200;

/** Share of time up of what stays up for `mtbf` on average and is then down until it is detected and repaired: A = MTBF/(MTBF + detection + MTTR). */
export function availability(mtbf: number, mttr: number, detection = 0): number {
  return mtbf / (mtbf + detection + mttr);
}

/** All are needed, and fail independently: the product. */
export function seriesAvailability(parts: readonly number[]): number {
  return parts.reduce((product, part) => product * part, 1);
}

/** One is enough, and they fail independently: 1 − Π(1 − A). */
export function parallelAvailability(parts: readonly number[]): number {
  return 1 - parts.reduce((product, part) => product * (1 - part), 1);
}

/** At least k of n alike are needed: the upper tail of the binomial distribution. */
export function kOfNAvailability(k: number, n: number, each: number): number {
  return atLeast(independentUp(new Array<number>(n).fill(each)), k);
}

/** P(at least k), given the probabilities of 0, 1, …: summed from the top, where the terms are. */
export function atLeast(probabilities: readonly number[], k: number): number {
  let sum = 0;
  for (let count = probabilities.length - 1; count >= Math.max(0, k); count--) sum += probabilities[count]!;
  return sum;
}

/** Probability that 0, 1, …, n of independent units are up, each with an availability of its own (Poisson binomial distribution). */
export function independentUp(each: readonly number[]): number[] {
  let up = [1];
  for (const availabilityOfOne of each) up = convolve(up, [1 - availabilityOfOne, availabilityOfOne]);
  return up;
}

/** Units in groups that go down together, below a cause that all groups share. */
export interface CommonCauses {
  /** Availability of what all share, and of each group beside that of its units. */
  readonly common: number;
  readonly groups: readonly { readonly common: number; readonly own: readonly number[] }[];
}

/**
 * Probability that 0, 1, …, n units are up when groups of them, and all of them, can go down together: a zone is a part in series with all that stands in
 * it, so redundancy inside it cannot be better than the zone (common-cause failure, Trivedi 2002, section 3.6 on k-of-n and series-parallel systems).
 */
export function unitsUp({ common, groups }: CommonCauses): number[] {
  let up = [1];
  for (const group of groups) up = convolve(up, orNone(group.common, independentUp(group.own)));
  return orNone(common, up);
}

function orNone(probability: number, up: readonly number[]): number[] {
  return up.map((share, count) => probability * share + (count === 0 ? 1 - probability : 0));
}

function convolve(first: readonly number[], second: readonly number[]): number[] {
  const sum = new Array<number>(first.length + second.length - 1).fill(0);
  first.forEach((a, i) => {
    second.forEach((b, j) => {
      sum[i + j]! += a * b;
    });
  });
  return sum;
}

/** Minutes down in 30 days. */
export function downMinutesPer30Days(share: number): number {
  return (1 - share) * MINUTES_PER_30_DAYS;
}

/** How many nines: 2 for 99 %, 3 for 99.9 %; Infinity for what is never down. */
export function nines(share: number): number {
  return -Math.log10(1 - share);
}
