import type { CurveScaling } from '../../kit/service-curve.ts';
import profiles from './hardware-profiles.json' with { type: 'json' };

/**
 * Other hardware as one published factor. All of them are assumptions: a factor holds for the programs that it was published for, and a model's time
 * grows with the batch in its own way on each machine. Measuring there is always better.
 */
export interface HardwareProfile {
  readonly id: string;
  readonly label: string;
  /** Every time is multiplied by this. */
  readonly times: number;
  /** What the source gives as smallest and largest factor. */
  readonly range: readonly [number, number];
  /** The hardware that the factor counts from: the curve should have been measured on such. */
  readonly from: string;
  readonly source: string;
  readonly url: string;
  /** When the source said so, ISO 8601 date; of a page without a date, when it was read. */
  readonly date: string;
}

export const hardwareProfiles = profiles as unknown as readonly HardwareProfile[];

/** What a curve keeps of the profile that it was scaled by. */
export function scalingOf({ id, label, times, source, date }: HardwareProfile): CurveScaling {
  return { profile: id, label, times, source, date };
}
