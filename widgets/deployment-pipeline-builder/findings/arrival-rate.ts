import type { Arrivals } from '../../engines/simulator/arrivals/schema.ts';
import type { Component } from '../../engines/simulator/scenario.ts';

/** Arrivals per second: on average, and while they are densest. */
export interface Rate {
  readonly mean: number;
  readonly peak: number;
}

/** What the process brings on average over a long time; a step counts as its rate before the step, with the step as the peak. */
export function arrivalRate(arrivals: Arrivals): Rate {
  switch (arrivals.process) {
    case 'deterministic':
      return { mean: 1 / arrivals.periodSeconds, peak: 1 / arrivals.periodSeconds };
    case 'diurnal':
      return { mean: arrivals.ratePerSecond, peak: arrivals.ratePerSecond * (1 + arrivals.amplitude) };
    case 'step':
      return { mean: arrivals.ratePerSecond, peak: Math.max(arrivals.ratePerSecond, arrivals.stepRatePerSecond) };
    case 'trace': {
      const { timesSeconds } = arrivals;
      const span = (timesSeconds.at(-1) ?? 0) - (timesSeconds[0] ?? 0);
      const rate = span > 0 ? (timesSeconds.length - 1) / span : 0;
      return { mean: rate, peak: rate };
    }
    default:
      return { mean: arrivals.ratePerSecond, peak: arrivals.ratePerSecond };
  }
}

/** What a component sends by itself; 0 for one that is no source. */
export function sourceRate(component: Component): Rate {
  if (component.kind === 'traffic' || component.kind === 'eventStream') return arrivalRate(component.arrivals);
  if (component.kind !== 'dataset') return { mean: 0, peak: 0 };
  if (component.arrivals) return arrivalRate(component.arrivals);
  const rate = (component.rows ?? 0) / component.everySeconds;
  return { mean: rate, peak: rate };
}
