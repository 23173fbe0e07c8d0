import type { RunFigures } from '../../engines/simulator/reality/figures.ts';
import type { RealOutcome } from './reality-session.ts';

const named = (prefix: string, figures: RunFigures) =>
  Object.entries(figures).map(([name, value]): [string, number | null] => [`${prefix}.${name}`, value]);

/** A run for the learner's record: what it takes to run it again, where its numbers come from, and its headline figures. */
export function summariseRun(outcome: RealOutcome): {
  readonly scenario: unknown;
  readonly summary: Record<string, number | null>;
} {
  const { scenario, prepared, result, guessSeconds } = outcome;
  const { comparison, explanation } = result;
  return {
    scenario: {
      kind: 'realRun',
      scenario,
      ...prepared,
      // Names of `Provenance`: the figures below that begin with these words are of that kind.
      provenance: { simulated: 'simulated', measured: 'measured' },
    },
    summary: Object.fromEntries([
      ...named('simulated', comparison.predicted),
      ...named('measured', comparison.observed),
      ...Object.entries(comparison.errors).map(([name, value]): [string, number | null] => [`error.${name}`, value]),
      ...Object.entries(explanation).map(([name, value]): [string, number | null] => [`measured.${name}`, value]),
      ['guess.p95Seconds', guessSeconds],
    ]),
  };
}
