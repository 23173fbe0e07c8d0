import type { Draft } from '../../draft.ts';

/** Something that an incident may befall: a component, a zone, a link between two places. */
export interface IncidentTarget {
  readonly value: string;
  readonly label: string;
}

/**
 * Something that goes wrong, as a pure change of the scenario from one moment on. It can be scheduled, or injected into a run under way: that is then
 * simulated anew from its beginning, with the same seed, and has the same past. So every incident is in the file that a person downloads.
 */
export interface Incident {
  readonly name: string;
  readonly label: string;
  /** One sentence: what will happen. */
  readonly meaning: string;
  /** What it may befall in this pipeline; empty where it makes no sense. */
  targets(draft: Draft): readonly IncidentTarget[];
  /** Said where there is no target. */
  readonly whyNot: string;
  apply(draft: Draft, target: string, atSeconds: number): Draft;
}
