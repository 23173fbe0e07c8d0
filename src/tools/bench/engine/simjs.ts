import { createRequire } from 'node:module';
import type { Workload } from './workloads.ts';

interface SimJs {
  readonly Sim: new () => { addEntity(kind: unknown, ...rest: unknown[]): void; simulate(until: number): void };
  readonly Entity: new (...args: never[]) => object;
  readonly Facility: { new (name: string, discipline: number, servers: number): unknown; readonly FCFS: number };
  readonly Random: new (seed: number) => { exponential(rate: number): number };
}

interface Chain {
  done(callback: (...args: number[]) => void, context: object, args: readonly number[]): void;
}

/** simjs hands itself only to a `window`. */
function loadSimJs(): SimJs {
  const scope = globalThis as { window?: { Sim?: SimJs } };
  scope.window = {};
  createRequire(import.meta.url)('simjs');
  const found = scope.window.Sim!;
  delete scope.window;
  return found;
}

const { Sim, Entity, Facility, Random } = loadSimJs();

/** Runs `requests` of the workload with simjs, the fastest simulation library on npm when this was written, and gives their mean wait or sojourn. */
export function runSimJs({ ratePerSecond, servers, stations }: Workload, requests: number): number {
  const random = new Random(1);
  const facilities = Array.from({ length: stations }, (_, i) => new Facility(`s${i}`, Facility.FCFS, servers));
  const times = new Float64Array(requests);
  let created = 0;
  let left = 0;
  interface Actor {
    time(): number;
    setTimer(delay: number): Chain;
    useFacility(facility: unknown, duration: number): Chain;
  }
  class Users extends (Entity as new (...args: unknown[]) => Actor) {
    start() {
      this.setTimer(random.exponential(ratePerSecond)).done(this.arrive, this, []);
    }

    arrive() {
      if (++created < requests) this.start();
      this.visit(0, this.time());
    }

    visit(station: number, createdAt: number) {
      const seconds = random.exponential(1);
      this.useFacility(facilities[station], seconds).done(this.served, this, [station, createdAt, seconds]);
    }

    served(station: number, createdAt: number, seconds: number) {
      if (station + 1 < stations) this.visit(station + 1, createdAt);
      else times[left++] = this.time() - createdAt - (stations === 1 ? seconds : 0);
    }
  }
  const sim = new Sim();
  sim.addEntity(Users, 'users');
  sim.simulate(1e12);
  return times.reduce((sum, time) => sum + time, 0) / left;
}
