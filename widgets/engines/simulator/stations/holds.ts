import type { Model } from '../model.ts';
import type { Router } from '../router.ts';
import type { Door, HasDoor } from './door.ts';

/** What a station holds because requests that it served stand at the door of the next one: a server per hold, until all of the batch are in. */
export class Holds {
  /** Doors right behind the station, within its own place. */
  readonly #doors: readonly Door[];
  /** By hold: requests still outside, the line and the replica of the server. Free holds are on a stack. */
  readonly #outside: number[] = [];
  readonly lines: number[] = [];
  readonly replicas: number[] = [];
  readonly #free: number[] = [];

  private constructor(doors: readonly Door[]) {
    this.#doors = doors;
  }

  /** Undefined where no way leads directly to a station that blocks. */
  static behind(router: Router, model: Model): Holds | undefined {
    const doors = Array.from(router.targets).flatMap((target, way) => {
      const { door } = model.stations[target] as Partial<HasDoor>;
      return door && router.links[way]! < 0 ? [door] : [];
    });
    return doors.length > 0 ? new Holds(doors) : undefined;
  }

  /** The station begins to pass the requests of one service on. */
  open(station: number, line: number, replica: number): number {
    const hold = this.#free.pop() ?? this.#outside.length;
    this.lines[hold] = line;
    this.replicas[hold] = replica;
    for (const door of this.#doors) {
      door.sender = station;
      door.hold = hold;
      door.blocked = 0;
    }
    return hold;
  }

  /** All are passed on: true when some stand outside, so that the server stays taken. */
  close(hold: number): boolean {
    let outside = 0;
    for (const door of this.#doors) {
      outside += door.blocked;
      door.sender = -1;
    }
    this.#outside[hold] = outside;
    if (outside === 0) this.#free.push(hold);
    return outside > 0;
  }

  /** Of a replica: its holds with requests that still stand outside. */
  heldBy(replica: number): number[] {
    return this.#outside.flatMap((outside, hold) => (outside > 0 && this.replicas[hold] === replica ? [hold] : []));
  }

  /** One of the requests is in: true when it was the last. */
  letIn(hold: number): boolean {
    if (--this.#outside[hold]! > 0) return false;
    this.#free.push(hold);
    return true;
  }
}
