import type { Model } from '../model.ts';
import type { Station } from '../station.ts';

/**
 * A station whose parts may go down one by one. Any station may go down as a whole: then what reaches it fails at its door. One that implements this
 * also loses what it has in hand, and its parts (replicas, workers, consumers: units from 0) may fail alone. `fail` and `restore` alternate for each unit.
 */
export interface FaultTarget extends Station {
  /** How many units there are; where their number changes, at most. */
  readonly faultUnits: number;
  /** The unit is down: what it has in hand fails, and so does what is still sent to it until `detect`. */
  fail(model: Model, unit: number): void;
  /** It is known that the unit is down: nothing is sent to it any more. Between `fail` and `restore`, or not at all. */
  detect?(model: Model, unit: number): void;
  restore(model: Model, unit: number): void;
  /** The whole component is down, all its units have failed: what waits in it fails as well. */
  failWaiting?(model: Model): void;
  /** A request has come while the whole component is down; left out, it is dropped as failed. */
  refuse?(model: Model, request: number): void;
  /** Machines under the units, where the station has some. */
  readonly machines?: Machines | undefined;
}

export interface Machines {
  /** Units that stand on a machine now. */
  unitsOn(machine: number): readonly number[];
  /** Nothing new may be put there, or may be put there again. */
  setDown(model: Model, machine: number, isDown: boolean): void;
}

export function isFaultTarget(station: Station): station is FaultTarget {
  return 'faultUnits' in station;
}
