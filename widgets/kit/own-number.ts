import type { Provenance } from './provenance.ts';

/** A number that is listed somewhere, and may be replaced by one's own. */
export interface OwnNumber {
  readonly id: string;
  /** What it is of; said once for numbers of the same thing that follow one another. */
  readonly name: string;
  /** What it says, with its unit. */
  readonly label: string;
  readonly listed: number;
  /** Undefined while the listed one holds. */
  readonly own: number | undefined;
  readonly origin: Provenance;
  /** Shown on request only. */
  readonly isRare: boolean;
}
