import { boundedParetoMean } from '../service/bounded-pareto.ts';
import { knownLaw } from '../estimate/capacity.ts';
import type { ServiceTime } from '../service/schema.ts';
import type { Curves } from '../service/service-law.ts';

/** Mean in seconds and coefficient of variation of the time of one request. */
export interface Moments {
  readonly meanSeconds: number;
  readonly cv: number;
  /** True for the memoryless law itself: another law may have its spread and not its formulas. */
  readonly isExponential?: boolean;
}

/** Moments of samples that are drawn linearly between neighbours in order: of each stretch the mean of t and of t². */
function momentsOfSamples(samples: readonly number[]): Moments {
  const sorted = [...samples].sort((a, b) => a - b);
  if (sorted.length === 1) return { meanSeconds: sorted[0]!, cv: 0 };
  let [first, second] = [0, 0];
  for (let i = 1; i < sorted.length; i++) {
    const [a, b] = [sorted[i - 1]!, sorted[i]!];
    first += (a + b) / 2;
    second += (a * a + a * b + b * b) / 3;
  }
  const mean = first / (sorted.length - 1);
  return { meanSeconds: mean, cv: Math.sqrt(Math.max(0, second / (sorted.length - 1) / mean ** 2 - 1)) };
}

/** E[X²] of a bounded Pareto: α L^α / (1 − (L/H)^α) · (H^(2−α) − L^(2−α)) / (2 − α); at α = 2 the last factor is ln(H/L). */
function boundedParetoMoments(law: Extract<ServiceTime, { distribution: 'boundedPareto' }>): Moments {
  const { shape, minimumSeconds: low, maximumSeconds: high } = law;
  const meanSeconds = boundedParetoMean(law);
  if (low === high) return { meanSeconds, cv: 0 };
  const factor = shape === 2 ? Math.log(high / low) : (high ** (2 - shape) - low ** (2 - shape)) / (2 - shape);
  const square = ((shape * low ** shape) / (1 - (low / high) ** shape)) * factor;
  return { meanSeconds, cv: Math.sqrt(Math.max(0, square / meanSeconds ** 2 - 1)) };
}

function ownMoments(law: ServiceTime, curves: Curves): Moments | undefined {
  switch (law.distribution) {
    case 'deterministic':
    case 'carried':
      return { meanSeconds: law.meanSeconds, cv: 0 };
    case 'exponential':
      return { meanSeconds: law.meanSeconds, cv: 1, isExponential: true };
    case 'erlang':
      return { meanSeconds: law.meanSeconds, cv: 1 / Math.sqrt(law.shape), isExponential: law.shape === 1 };
    case 'lognormal':
      return { meanSeconds: law.meanSeconds, cv: law.cv };
    case 'affine':
      return { meanSeconds: law.baseSeconds + law.perItemSeconds, cv: 0 };
    case 'boundedPareto':
      return boundedParetoMoments(law);
    case 'empirical':
      return momentsOfSamples(law.samplesSeconds);
    case 'measured': {
      const samples = curves[law.model]?.samplesSeconds ?? [];
      if (samples.length > 0) return momentsOfSamples(samples);
      const known = knownLaw({ serviceTime: law }, curves);
      return known && { meanSeconds: known.law.seconds(1, 1), cv: 0 };
    }
  }
}

/** The moments of a law in closed form; undefined where its curve is not there. A model variant scales the time and leaves its spread. */
export function serviceMoments(
  serviceTime: ServiceTime,
  variant: string | undefined,
  curves: Curves,
): Moments | undefined {
  const own = ownMoments(serviceTime, curves);
  if (!own || variant === undefined || variant === 'original') return own;
  const [plain, varied] = [undefined, variant].map((name) =>
    knownLaw({ serviceTime, ...(name === undefined ? {} : { variant: name }) }, curves),
  );
  if (!plain || !varied || own.meanSeconds === 0) return undefined;
  return {
    ...own,
    meanSeconds: (own.meanSeconds * varied.law.seconds(1, plain.draw)) / plain.law.seconds(1, plain.draw),
  };
}
