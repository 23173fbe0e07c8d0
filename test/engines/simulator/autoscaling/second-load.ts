import type { SimulationResult } from '../../../../widgets/engines/simulator/result.ts';
import { simulate } from '../../../../widgets/engines/simulator/simulate.ts';
import { station } from '../accept.ts';

/** So many requests at the beginning of every second, each of which keeps one server busy for exactly that second. */
function everySecond(until: number, count: (second: number) => number): number[] {
  return Array.from({ length: until }, (_, second) => Array<number>(count(second)).fill(second)).flat();
}

export interface Case {
  readonly seconds: number;
  readonly load: (second: number) => number;
  readonly server: object;
  readonly autoscaling: object;
}

/** Requests of one second on a model server with a controller; what finds no server is turned away, so that the load does not pile up. */
export function scenarioOf({ seconds, load, server, autoscaling }: Case) {
  return station({
    arrivals: { process: 'trace', timesSeconds: everySecond(seconds, load) },
    server: {
      serviceTime: { distribution: 'deterministic', meanSeconds: 1 },
      queueCapacity: 0,
      ...server,
      autoscaling,
    },
    run: { durationSeconds: seconds, replications: 1 },
  });
}

export const run = (each: Case): SimulationResult => simulate(scenarioOf(each));

export const replicasOf = (result: SimulationResult) => result.components['model']!.replicas!;
export const coldStart = (meanSeconds: number) => ({ distribution: 'deterministic', meanSeconds });
