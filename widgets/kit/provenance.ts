/** Where a number on the screen comes from. Every number wears one of these. */
export type Provenance =
  /** Measured on this device a moment ago, or earlier and kept. `runs` is the number of timed calls. */
  | { readonly kind: 'measured'; readonly device: string; readonly runs: number; readonly date: string }
  /** Simulated: the seed, the number of replications and the simulated time in seconds. `interval` is a sentence on how far the numbers may be off. */
  | {
      readonly kind: 'simulated';
      readonly seed: number;
      readonly replications: number;
      readonly durationSeconds: number;
      readonly interval?: string;
    }
  /** Measured elsewhere at another time and shipped with the course. */
  | { readonly kind: 'recorded'; readonly device: string; readonly date: string }
  /** Taken from a source, or a plain assumption. */
  | { readonly kind: 'assumed'; readonly source: string; readonly date: string }
  /** A closed form. */
  | { readonly kind: 'theory'; readonly source: string };

/** One plain sentence that says where the number comes from. */
export function describeProvenance(provenance: Provenance): string {
  switch (provenance.kind) {
    case 'measured':
      return `Measured on ${provenance.device}, ${provenance.runs} timed calls, ${provenance.date.slice(0, 10)}.`;
    case 'simulated':
      return `Simulated: seed ${provenance.seed}, ${provenance.replications} ${provenance.replications === 1 ? 'replication' : 'replications'} of ${provenance.durationSeconds} s.${provenance.interval ? ` ${provenance.interval}` : ''}`;
    case 'recorded':
      return `Recorded on ${provenance.device}, ${provenance.date.slice(0, 10)}.`;
    case 'assumed':
      return `Assumed: ${provenance.source}, ${provenance.date}.`;
    case 'theory':
      return `Computed by theory: ${provenance.source}.`;
  }
}
