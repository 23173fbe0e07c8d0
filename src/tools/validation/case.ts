import { parseScenario } from '../../../widgets/engines/simulator/parse-scenario.ts';
import type { SimulationResult } from '../../../widgets/engines/simulator/result.ts';
import type { Scenario } from '../../../widgets/engines/simulator/scenario.ts';
import type { Curves } from '../../../widgets/engines/simulator/service/service-law.ts';
import { formatProblem } from '../../../widgets/kit/problem.ts';
import type { Group } from './groups.ts';

/** How close a figure must come: an exact number, or the 95 % interval and a bias of at most 0.5 % (mean), 1 % (p95) or 2 % (p99). */
export type Rule = 'mean' | 'p95' | 'p99' | 'limit';

/** One number of a simulated result beside its oracle. */
export interface Figure {
  readonly label: string;
  /** For example `s`, `%`; empty for a pure number. */
  readonly unit: string;
  /** `limit`: the oracle is a limit that the scenario only approaches, so the bias alone is judged, as for a mean. */
  readonly rule: Rule;
  readonly expected: number;
  of(result: SimulationResult): number | null | undefined;
}

/** A number that a case takes from the requests of a run itself, because the result does not carry it. */
export type Observed = Omit<Figure, 'of'>;

/** One value of a deterministic trace beside the one worked out by hand; both are written out, so that equal means equal. */
export interface TraceValue {
  readonly label: string;
  readonly expected: string | number;
  readonly simulated: string | number;
}

/** One published measurement beside the simulation. */
export interface PublishedValue {
  readonly label: string;
  readonly published: number;
  readonly simulated: number;
}

export type Check =
  /** Simulated with replications and compared figure by figure. `scenario` is what a person would write. */
  | {
      readonly kind: 'statistics';
      readonly scenario: unknown;
      readonly curves?: Curves;
      readonly figures: readonly Figure[];
    }
  /** Like `statistics`, for numbers that `observe` takes from each replication, in the order of the figures. */
  | {
      readonly kind: 'observations';
      readonly replications: number;
      readonly figures: readonly Observed[];
      observe(seed: number, replication: number): readonly number[];
    }
  /** No randomness, or an identity that holds in every run: no value may differ. */
  | { readonly kind: 'trace'; values(): readonly TraceValue[] }
  /** Somebody else's measurements: the mean of the relative errors may be at most `allowed`. */
  | {
      readonly kind: 'published';
      readonly unit: string;
      readonly allowed: number;
      values(): readonly PublishedValue[];
    };

/** One comparison of a mechanism with its oracle. */
export interface ValidationCase {
  /** Unique; for `--only`. */
  readonly name: string;
  readonly group: Group;
  readonly title: string;
  /** The names in the scenario file of what is tested: kinds, processes, laws, modes, policies. */
  readonly mechanisms: readonly string[];
  /** Where the expected values come from. */
  readonly source: string;
  readonly check: Check;
}

/** The scenario, or an error that says why it was refused: a case that the simulator refuses is a fault of the case. */
export function accept(input: unknown): Scenario {
  const parsed = parseScenario(input);
  if (parsed.ok) return parsed.value;
  throw new Error(parsed.problems.map(formatProblem).join('\n'));
}

interface OneStation {
  readonly arrivals: object;
  readonly server: object;
  readonly run: object;
  /** More keys of the source, for example `keys`. */
  readonly source?: object;
}

/** Traffic in front of one model server called `model`: most cases. */
export function oneStation({ arrivals, server, run, source = {} }: OneStation) {
  return {
    title: 'Validation',
    components: [
      { id: 'users', kind: 'traffic', arrivals, ...source, to: 'model' },
      { id: 'model', kind: 'modelServer', ...server },
    ],
    run,
  };
}
