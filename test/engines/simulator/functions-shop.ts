import type { FunctionsResult, SimulationResult } from '../../../widgets/engines/simulator/result.ts';
import { accept } from './accept.ts';

export const constant = (meanSeconds: number) => ({ distribution: 'deterministic', meanSeconds });
export const exponential = (meanSeconds: number) => ({ distribution: 'exponential', meanSeconds });
export const poisson = (ratePerSecond: number) => ({ process: 'poisson', ratePerSecond });

/** Traffic in front of functions called `model`. */
export function shop(arrivals: object, settings: object, run: object) {
  return accept({
    components: [
      { id: 'users', kind: 'traffic', arrivals, to: 'model' },
      { id: 'model', kind: 'functions', ...settings },
    ],
    run: { seed: 1, replications: 1, ...run },
  });
}

export const functionsOf = (result: SimulationResult): FunctionsResult => result.components['model']!.functions!;
