import { drop } from '../flow.ts';
import type { Model } from '../model.ts';
import type { Station } from '../station.ts';
import { DROP } from '../statistics/request-statistics.ts';
import { type FaultTarget, isFaultTarget } from './fault-target.ts';
import { UpTally } from './up-tally.ts';

/** What is down of one component, for whatever reasons: it hears of the first that takes a unit down, and when the last is gone. */
export class ComponentOutages {
  readonly station: Station;
  readonly tally: UpTally;
  /** Requests that came after the warm-up while the whole component was down. */
  refused = 0;
  readonly #target: FaultTarget | undefined;
  /** By unit: reasons for which it is down, and 1 once that is known. */
  readonly #causes: Int32Array;
  readonly #isDetected: Uint8Array;
  /** Reasons for which the whole component is down. */
  #wholeCauses = 0;

  constructor(station: Station, model: Model) {
    this.station = station;
    this.#target = isFaultTarget(station) ? station : undefined;
    const units = this.#target?.faultUnits ?? 1;
    this.tally = new UpTally(units, model.warmUpSeconds);
    this.#causes = new Int32Array(units);
    this.#isDetected = new Uint8Array(units);
  }

  /**
   * Puts a door in front of a component that may go down as a whole: this station's own `admit` stands behind it. Only such a station gets one, so that
   * the others do not ask for every request whether they are down.
   */
  addDoor(): void {
    const { station } = this;
    if (Object.hasOwn(station, 'admit')) return;
    const admit = station.admit.bind(station);
    station.admit = (model, request) => {
      if (this.#wholeCauses === 0) admit(model, request);
      else this.#refuse(model, request);
    };
  }

  #refuse(model: Model, request: number): void {
    this.station.statistics.arrived(model.now);
    if (model.isMeasuring) this.refused++;
    if (this.#target?.refuse) this.#target.refuse(model, request);
    else drop(model, this.station, request, DROP.failed);
  }

  /** The units on a machine at this moment. */
  unitsOn(machine: number): readonly number[] {
    return this.#target?.machines?.unitsOn(machine) ?? [];
  }

  setMachineDown(model: Model, machine: number, isDown: boolean): void {
    this.#target?.machines?.setDown(model, machine, isDown);
  }

  begin(model: Model, units: readonly number[], isWhole: boolean): void {
    // The door closes first: whoever asks again at once must not come in.
    if (isWhole) this.#wholeCauses++;
    for (let i = 0; i < units.length; i++) {
      const unit = units[i]!;
      if (++this.#causes[unit]! > 1) continue;
      this.tally.change(model.now, -1);
      this.#target?.fail(model, unit);
    }
    if (isWhole) this.#target?.failWaiting?.(model);
  }

  detect(model: Model, units: readonly number[]): void {
    for (let i = 0; i < units.length; i++) {
      const unit = units[i]!;
      if (this.#causes[unit] === 0 || this.#isDetected[unit] === 1) continue;
      this.#isDetected[unit] = 1;
      this.#target?.detect?.(model, unit);
    }
  }

  end(model: Model, units: readonly number[], isWhole: boolean): void {
    if (isWhole) this.#wholeCauses--;
    for (let i = 0; i < units.length; i++) {
      const unit = units[i]!;
      if (--this.#causes[unit]! > 0) continue;
      this.#isDetected[unit] = 0;
      this.tally.change(model.now, 1);
      this.#target?.restore(model, unit);
    }
  }
}
