import { combine, identity, inverse, type Matrix, multiply, rowTimes, stationary } from './matrix.ts';

/** A Markov-modulated Poisson process: in state i requests come at `ratesPerSecond[i]`, and it goes to state j at `switchRates[i][j]` per second. */
export interface Mmpp {
  readonly ratesPerSecond: readonly number[];
  /** The diagonal is not read. */
  readonly switchRates: Matrix;
}

function generator({ switchRates }: Mmpp): number[][] {
  return switchRates.map((row, i) => {
    const leaving = row.reduce((sum, rate, j) => (i === j ? sum : sum + rate), 0);
    return row.map((rate, j) => (i === j ? -leaving : rate));
  });
}

export function mmppMeanRate(process: Mmpp): number {
  const q = generator(process);
  const shares = stationary(
    q,
    q.map(() => 1),
  );
  return shares.reduce((sum, share, i) => sum + share * process.ratesPerSecond[i]!, 0);
}

/**
 * Index of dispersion of the counts of a two-state process in windows of t seconds: variance over mean (Heffes and Lucantoni 1986). It rises from 1 to
 * 1 + 2 (λ1 − λ2)² r12 r21 / ((r12 + r21)² (λ1 r21 + λ2 r12)), its value at Infinity.
 */
export function mmpp2Dispersion(
  rates: readonly [number, number],
  leaveRates: readonly [number, number],
  windowSeconds: number,
): number {
  const [r12, r21] = leaveRates;
  const both = r12 + r21;
  const limit = (2 * (rates[0] - rates[1]) ** 2 * r12 * r21) / (both ** 2 * (rates[0] * r21 + rates[1] * r12));
  const settled = windowSeconds === Infinity ? 1 : 1 + Math.expm1(-both * windowSeconds) / (both * windowSeconds);
  return 1 + limit * settled;
}

/**
 * The matrix G of first passages one level down, by logarithmic reduction (Latouche and Ramaswami 1993): quadratic, so it does not slow down near full
 * load as the plain iteration does.
 */
function firstPassage(up: Matrix, local: Matrix, down: Matrix): number[][] {
  const stay = inverse(local.map((row) => row.map((value) => -value)));
  let high = multiply(stay, up);
  let low = multiply(stay, down);
  let result = low;
  let reach: number[][] = high;
  for (let step = 0; step < 60; step++) {
    const mixed = combine(multiply(high, low), multiply(low, high), 1);
    const rest = inverse(combine(identity(up.length), mixed, -1));
    high = multiply(rest, multiply(high, high));
    low = multiply(rest, multiply(low, low));
    result = combine(result, multiply(reach, low), 1);
    reach = multiply(reach, high);
    if (Math.max(...reach.flat().map(Math.abs)) < 1e-16) break;
  }
  return result;
}

/** What theory says of MMPP/M/1. */
export interface MmppM1Theory {
  readonly utilisation: number;
  /** Infinity at or beyond full load. */
  readonly meanNumberInSystem: number;
  readonly meanSojournSeconds: number;
}

/** MMPP/M/1 by the matrix-geometric method (Neuts 1981): π_n = π_0 R^n, R = A0 (−A1 − A0 G)⁻¹, L = π_0 R (I − R)⁻² 1. */
export function mmppM1(process: Mmpp, meanServiceSeconds: number): MmppM1Theory {
  const meanRate = mmppMeanRate(process);
  const load = meanRate * meanServiceSeconds;
  if (load >= 1) return { utilisation: load, meanNumberInSystem: Infinity, meanSojournSeconds: Infinity };
  const q = generator(process);
  const unit = identity(q.length);
  const up = unit.map((row, i) => row.map((value) => value * process.ratesPerSecond[i]!));
  const down = unit.map((row) => row.map((value) => value / meanServiceSeconds));
  const empty = combine(q, up, -1);
  const local = combine(empty, down, -1);
  const passage = firstPassage(up, local, down);
  const lost = combine(local, multiply(up, passage), 1).map((row) => row.map((value) => -value));
  const rate = multiply(up, inverse(lost));
  const geometric = inverse(combine(unit, rate, -1));
  const totals = geometric.map((row) => row.reduce((sum, value) => sum + value, 0));
  const first = stationary(combine(empty, multiply(rate, down), 1), totals);
  const levels = rowTimes(first, multiply(rate, multiply(geometric, geometric)));
  const meanNumberInSystem = levels.reduce((sum, value) => sum + value, 0);
  return { utilisation: load, meanNumberInSystem, meanSojournSeconds: meanNumberInSystem / meanRate };
}
