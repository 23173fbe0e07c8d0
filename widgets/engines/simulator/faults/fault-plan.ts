import { defineEvent, RANK } from '../event.ts';
import type { Model } from '../model.ts';
import type { RandomStream } from '../random.ts';
import type { Scenario } from '../scenario.ts';
import { ComponentOutages } from './component-outages.ts';
import { expectedUp, type SharedFate } from './expected-up.ts';
import type { OutageCourse } from './laws/outage-law.ts';
import { createOutages } from './laws/schema.ts';
import { groupsOf } from './schema.ts';
import type { FaultGroup } from './scopes/fault-scope.ts';
import { sitesOf } from './sites.ts';

/** What the faults of a scenario did to one component in one replication, as plain data. */
export interface ComponentFaultPart {
  readonly id: string;
  readonly units: number;
  /** Seconds after the warm-up by number of units up, from 0. */
  readonly secondsAt: readonly number[];
  /** Outages of units that began after the warm-up, and requests that came while the whole component was down. */
  readonly outages: number;
  readonly refused: number;
  /** In the long run, share of time by number of units up; absent where the laws have no long run or the arithmetic would not be exact. */
  readonly expected?: readonly number[];
}

const plans = new WeakMap<Model, FaultPlan>();
// Capacity that comes and goes: what ends at the instant of a fault has ended before it.
const outageBegin = defineEvent('outageBegin', RANK.capacity, (model, process) => plans.get(model)!.begin(process));
const outageDetected = defineEvent('outageDetected', RANK.capacity, (model, process, number) =>
  plans.get(model)!.detect(process, number),
);
const outageEnd = defineEvent('outageEnd', RANK.capacity, (model, process) => plans.get(model)!.end(process));

/** One thing that goes down and comes back. */
interface Process {
  readonly group: FaultGroup;
  readonly course: OutageCourse;
  readonly detectionSeconds: number;
  /** Of each member of the group: the units that are down with it. */
  taken: readonly (readonly number[])[];
  /** How many outages it has had; numbers are told apart in an event's whole number. */
  outages: number;
}

/** The faults of a scenario at work in one replication. */
export class FaultPlan {
  readonly #model: Model;
  readonly #processes: Process[] = [];
  /** By component; undefined for those that no fault touches. */
  readonly #outages: (ComponentOutages | undefined)[] = [];
  /** By component: what its units share, for the arithmetic. */
  readonly #fates: SharedFate[][] = [];

  /** `streamOf` gives the random stream of a name. Stations exist and have started. */
  constructor(scenario: Scenario, model: Model, streamOf: (name: string) => RandomStream) {
    this.#model = model;
    plans.set(model, this);
    const sites = sitesOf(scenario);
    scenario.faults.forEach((fault, index) => {
      const law = createOutages(fault.outages, fault.detectionSeconds);
      groupsOf(fault, sites).forEach((group, i) => {
        this.#addProcess(group, law.course(streamOf(`faults[${index}]/${i}`)), fault.detectionSeconds);
        for (const { component, units, isWhole } of group) {
          this.#outagesOf(component);
          if (isWhole) this.#outages[component]!.addDoor();
          this.#fates[component]!.push({
            units: 'machine' in units ? undefined : units,
            availability: law.availability,
          });
        }
      });
    });
  }

  #outagesOf(component: number): void {
    this.#outages[component] ??= new ComponentOutages(this.#model.stations[component]!, this.#model);
    this.#fates[component] ??= [];
  }

  #addProcess(group: FaultGroup, course: OutageCourse, detectionSeconds: number): void {
    const process = this.#processes.push({ group, course, detectionSeconds, taken: [], outages: 0 }) - 1;
    this.#schedule(outageBegin, course.beginsAt(0), process);
  }

  #schedule(kind: number, at: number, process: number): void {
    if (at < this.#model.durationSeconds) this.#model.schedule(kind, at, process, 0);
  }

  begin(index: number): void {
    const model = this.#model;
    const process = this.#processes[index]!;
    const { group, course, detectionSeconds } = process;
    const endsAt = course.endsAt(model.now);
    const number = ++process.outages % 2 ** 31;
    process.taken = group.map(({ component, units }) =>
      'machine' in units ? [...this.#outages[component]!.unitsOn(units.machine)] : units,
    );
    group.forEach(({ component, units, isWhole }, i) => {
      if ('machine' in units) this.#outages[component]!.setMachineDown(model, units.machine, true);
      this.#outages[component]!.begin(model, process.taken[i]!, isWhole);
    });
    this.#schedule(outageEnd, endsAt, index);
    if (detectionSeconds === 0) this.detect(index, number);
    else if (model.now + detectionSeconds < Math.min(endsAt, model.durationSeconds))
      model.schedule(outageDetected, model.now + detectionSeconds, index, number);
  }

  detect(index: number, number: number): void {
    const process = this.#processes[index]!;
    if (process.outages % 2 ** 31 !== number) return;
    process.group.forEach(({ component }, i) => {
      this.#outages[component]!.detect(this.#model, process.taken[i]!);
    });
  }

  end(index: number): void {
    const model = this.#model;
    const process = this.#processes[index]!;
    process.group.forEach(({ component, units, isWhole }, i) => {
      if ('machine' in units) this.#outages[component]!.setMachineDown(model, units.machine, false);
      this.#outages[component]!.end(model, process.taken[i]!, isWhole);
    });
    process.taken = [];
    this.#schedule(outageBegin, process.course.beginsAt(model.now), index);
  }

  /** Components that go down with one of the things that fail. */
  componentsOf(process: number): readonly number[] {
    return this.#processes[process]!.group.map(({ component }) => component);
  }

  /** What the faults did, once the replication has ended. */
  parts(): readonly ComponentFaultPart[] {
    return this.#outages.flatMap((outages, component) => {
      if (!outages) return [];
      const { station, tally, refused } = outages;
      tally.advance(this.#model.durationSeconds);
      const expected = expectedUp(tally.units, this.#fates[component]!);
      return [
        {
          id: station.id,
          units: tally.units,
          secondsAt: [...tally.secondsAt],
          outages: tally.outages,
          refused,
          ...(expected ? { expected } : {}),
        },
      ];
    });
  }
}

/** The faults of a replication; undefined where the scenario has none. */
export function faultPlanOf(model: Model): FaultPlan | undefined {
  return plans.get(model);
}
